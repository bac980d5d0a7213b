package org.medspike.imaging.dicom;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.medspike.imaging.ImageFormatReader;
import org.medspike.imaging.ImageReadException;

/** What pairing images with masks, and writing masks, has to know of DICOM files. Thread safe. */
public final class DicomFiles {

    private DicomFiles() {}

    /** Whether a file's content is DICOM, by its first bytes; false where it cannot be read. */
    public static boolean isDicom(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return DicomFile.recognises(in.readNBytes(ImageFormatReader.HEAD_LENGTH));
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Reads what identifies an object, without its pixels.
     *
     * @return empty when the file is no DICOM
     * @throws ImageReadException if it is DICOM and damaged
     */
    public static Optional<DicomHeader> header(Path file) throws ImageReadException {
        if (!isDicom(file)) {
            return Optional.empty();
        }
        try (DicomFile opened = DicomFile.open(file, tag -> Integer.compareUnsigned(tag, Tag.COLUMNS) > 0)) {
            DataSet data = opened.data();
            return Optional.of(new DicomHeader(
                    data.text(Tag.PATIENT_ID),
                    data.text(Tag.SOP_INSTANCE_UID),
                    data.text(Tag.MODALITY),
                    data.text(Tag.SOP_CLASS_UID),
                    data.unsigned(Tag.ROWS).orElse(0),
                    data.unsigned(Tag.COLUMNS).orElse(0)));
        }
    }

    /**
     * Reads what an object that is derived from an image copies from it, without its pixels.
     *
     * @return empty when the file is no DICOM
     * @throws ImageReadException if it is DICOM and damaged
     */
    public static Optional<SourceObject> source(Path file) throws ImageReadException {
        if (!isDicom(file)) {
            return Optional.empty();
        }
        try (DicomFile opened = DicomFile.open(file, tag -> Integer.compareUnsigned(tag, Tag.FLOAT_PIXEL_DATA) >= 0)) {
            return Optional.of(SourceObjectReader.read(opened.data()));
        }
    }

    /**
     * Reads the objects of a segmentation: BINARY, FRACTIONAL from half of the maximum up, or LABELMAP.
     *
     * @throws ImageReadException if it is none, is damaged, or does not say which images its frames were drawn on
     */
    public static DicomSegmentation segmentation(Path file) throws ImageReadException {
        return read(file, SegmentationReader::read);
    }

    /**
     * Reads the frames of a segmentation one by one, by the same rules, with what they were drawn on and where they lie.
     *
     * @throws ImageReadException if it is none or is damaged
     */
    public static SegmentationFrames segmentationFrames(Path file) throws ImageReadException {
        return read(file, SegmentationReader::frames);
    }

    @FunctionalInterface
    private interface Reading<T> {
        T of(DicomFile file) throws IOException;
    }

    private static <T> T read(Path file, Reading<T> reading) throws ImageReadException {
        if (!isDicom(file)) {
            throw ImageReadException.unsupported("the file is no DICOM segmentation (SEG)");
        }
        try (DicomFile opened = DicomFile.open(file, tag -> false)) {
            return reading.of(opened);
        } catch (ImageReadException e) {
            throw e;
        } catch (EOFException e) {
            throw ImageReadException.broken("the file ends before the segmentation does", e);
        } catch (IOException e) {
            throw ImageReadException.broken("the segmentation cannot be read: " + e.getMessage(), e);
        }
    }
}
