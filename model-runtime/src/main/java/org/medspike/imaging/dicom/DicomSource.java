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
import org.medspike.imaging.Palette;
import org.medspike.imaging.Photometric;
import org.medspike.imaging.Placement;
import org.medspike.imaging.Samples;

/** An open DICOM image. */
final class DicomSource implements ImageSource {

    /** Coded and decoded cells, samples, and the copies that are shown and resampled. */
    private static final int BYTES_PER_PIXEL = 36;

    private final DicomFile file;
    private final PixelLayout layout;
    private final FrameSamples pixels;
    private final Optional<Palette> palette;

    /** The stored values of a frame. */
    @FunctionalInterface
    private interface FrameSamples {
        Samples read(int frame) throws IOException;
    }

    private DicomSource(DicomFile file, PixelLayout layout, FrameSamples pixels, Optional<Palette> palette) {
        this.file = file;
        this.layout = layout;
        this.pixels = pixels;
        this.palette = palette;
    }

    static DicomSource open(Path path) throws ImageReadException {
        DicomFile file = DicomFile.open(path, tag -> false);
        try {
            DataSet data = file.data();
            if (FloatingPixels.isIn(data)) {
                PixelLayout layout = PixelLayout.floating(data, file.syntax());
                return new DicomSource(file, layout, FloatingPixels.of(file, layout)::read, Optional.empty());
            }
            requirePixels(data);
            file.syntax().requireDecodable();
            PixelLayout layout = PixelLayout.of(data, file.syntax());
            return new DicomSource(file, layout, PixelSource.of(file, layout)::read, palette(data, layout));
        } catch (IOException | RuntimeException e) {
            file.close();
            throw told(e);
        }
    }

    private static void requirePixels(DataSet data) throws ImageReadException {
        if (data.element(Tag.PIXEL_DATA).isEmpty()) {
            String modality = data.text(Tag.MODALITY);
            throw ImageReadException.unsupported("the DICOM file holds no image"
                    + (modality.matches("[A-Z]{2,16}") ? " (its modality is " + modality + ")" : ""));
        }
        if (!data.has(Tag.PIXEL_DATA)) {
            throw ImageReadException.broken("its DICOM pixel data are empty");
        }
    }

    private static Optional<Palette> palette(DataSet data, PixelLayout layout) throws ImageReadException {
        if (layout.photometric() != Photometric.PALETTE_COLOR) {
            return Optional.empty();
        }
        Optional<Palette> palette = LookupTables.palette(data, layout.signed());
        if (palette.isEmpty()) {
            throw ImageReadException.broken("its colours are to be looked up in a palette, but the file has none");
        }
        return palette;
    }

    @Override
    public ImageInfo info() {
        FrameAttributes first = new FrameAttributes(file.data(), 0);
        return new ImageInfo(
                "DICOM",
                layout.columns(),
                layout.rows(),
                layout.frames(),
                Optional.of(file.syntax().uid()).filter(uid -> !uid.isEmpty()),
                first.spacing(),
                first.window(),
                first.stated());
    }

    @Override
    public Frame read(int index) throws ImageReadException {
        MemoryBudget.require(
                (long) layout.pixels() * layout.samples() * BYTES_PER_PIXEL,
                layout.columns() + " x " + layout.rows() + " pixels");
        try {
            FrameAttributes attributes = new FrameAttributes(file.data(), index);
            return new Frame(
                    layout.columns(),
                    layout.rows(),
                    layout.photometric(),
                    layout.bitsStored(),
                    Orientation.UPRIGHT,
                    pixels.read(index),
                    layout.photometric().isGrey() ? attributes.greyScale(layout.signed()) : GreyScale.STORED,
                    attributes.spacing(),
                    palette);
        } catch (OutOfMemoryError e) {
            throw ImageReadException.broken(
                    "there is not enough memory to decode it; close other images and try again");
        } catch (IOException | RuntimeException e) {
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
