package org.medspike.imaging.dicom;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.medspike.imaging.Examination;
import org.medspike.imaging.Frame;
import org.medspike.imaging.GreyScale;
import org.medspike.imaging.ImageInfo;
import org.medspike.imaging.ImageReadException;
import org.medspike.imaging.ImageSource;
import org.medspike.imaging.MemoryBudget;
import org.medspike.imaging.Orientation;
import org.medspike.imaging.Placement;

/** An open DICOM image. */
final class DicomSource implements ImageSource {

    /** Coded and decoded cells, samples, and the copies that are shown and resampled. */
    private static final int BYTES_PER_PIXEL = 36;

    private final DicomFile file;
    private final PixelLayout layout;
    private final PixelSource pixels;

    private DicomSource(DicomFile file, PixelLayout layout, PixelSource pixels) {
        this.file = file;
        this.layout = layout;
        this.pixels = pixels;
    }

    static DicomSource open(Path path) throws ImageReadException {
        DicomFile file = DicomFile.open(path, tag -> false);
        try {
            requirePixels(file);
            file.syntax().requireDecodable();
            PixelLayout layout = PixelLayout.of(file.data(), file.syntax());
            return new DicomSource(file, layout, PixelSource.of(file, layout));
        } catch (IOException | RuntimeException e) {
            file.close();
            throw told(e);
        }
    }

    private static void requirePixels(DicomFile file) throws ImageReadException {
        DataSet data = file.data();
        if (data.has(Tag.FLOAT_PIXEL_DATA) || data.has(Tag.DOUBLE_FLOAT_PIXEL_DATA)) {
            throw ImageReadException.unsupported(
                    "its pixels are floating-point numbers (Float Pixel Data), which this version does not show");
        }
        if (data.element(Tag.PIXEL_DATA).isEmpty()) {
            String modality = data.text(Tag.MODALITY);
            throw ImageReadException.unsupported("the DICOM file holds no image"
                    + (modality.matches("[A-Z]{2,16}") ? " (its modality is " + modality + ")" : ""));
        }
        if (!data.has(Tag.PIXEL_DATA)) {
            throw ImageReadException.broken("its DICOM pixel data are empty");
        }
    }

    @Override
    public ImageInfo info() {
        FrameAttributes first = new FrameAttributes(file.data(), 0);
        return new ImageInfo(
                "DICOM",
                layout.columns(),
                layout.rows(),
                layout.frames(),
                file.syntax().uid().isEmpty()
                        ? Optional.empty()
                        : Optional.of(file.syntax().uid()),
                first.spacing(),
                first.window());
    }

    @Override
    public Frame read(int index) throws ImageReadException {
        MemoryBudget.require(
                (long) layout.pixels() * layout.samples() * BYTES_PER_PIXEL,
                layout.columns() + " x " + layout.rows() + " pixels");
        try {
            FrameAttributes attributes = new FrameAttributes(file.data(), index);
            GreyScale scale = layout.samples() == 1 ? attributes.greyScale() : GreyScale.STORED;
            return new Frame(
                    layout.columns(),
                    layout.rows(),
                    layout.photometric(),
                    layout.bitsStored(),
                    Orientation.UPRIGHT,
                    pixels.read(index).samples(layout),
                    scale,
                    attributes.spacing());
        } catch (OutOfMemoryError e) {
            throw ImageReadException.broken(
                    "there is not enough memory to decode it; close other images and try again");
        } catch (IOException e) {
            throw told(e);
        }
    }

    @Override
    public Optional<Placement> placement(int index) {
        return new FrameAttributes(file.data(), index).placement();
    }

    @Override
    public Examination examination() {
        return ExaminationAttributes.of(file.data());
    }

    private static ImageReadException told(Exception fault) {
        if (fault instanceof ImageReadException known) {
            return known;
        }
        if (fault instanceof EOFException) {
            return ImageReadException.broken(
                    "the file ends before the image does; it is damaged or was copied only in part", fault);
        }
        return ImageReadException.broken("the DICOM data are damaged", fault);
    }

    @Override
    public void close() {
        file.close();
    }
}
