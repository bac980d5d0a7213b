package org.medspike.imaging.dicom;

import java.util.OptionalInt;
import org.medspike.imaging.ImageReadException;
import org.medspike.imaging.Photometric;

/**
 * How the pixels of an image lie in its pixel data (PS3.3, C.7.6.3): numbers that have been checked against each other.
 *
 * @param samples a pixel, 1 or 3
 * @param photometric what they mean once decoded
 * @param bitsAllocated 1, 8 or 16
 * @param shift how far the lowest stored bit lies above bit 0
 * @param planar whether each colour has a plane of its own
 */
record PixelLayout(
        int rows,
        int columns,
        int frames,
        int samples,
        Photometric photometric,
        int bitsAllocated,
        int bitsStored,
        int shift,
        boolean signed,
        boolean planar) {

    /** Two copies of four samples each must be countable by one Java array. */
    private static final long MOST_PIXELS = Integer.MAX_VALUE / 16;

    static PixelLayout of(DataSet data, TransferSyntax syntax) throws ImageReadException {
        OptionalInt rows = data.unsigned(Tag.ROWS);
        OptionalInt columns = data.unsigned(Tag.COLUMNS);
        OptionalInt allocated = data.unsigned(Tag.BITS_ALLOCATED);
        if (rows.isEmpty() && columns.isEmpty() && allocated.isEmpty()) {
            throw ImageReadException.unsupported(
                    "the DICOM file has pixel data, but says neither of how many rows and columns nor of how many bits");
        }
        int height = positive(rows, "Rows");
        int width = positive(columns, "Columns");
        if ((long) width * height > MOST_PIXELS) {
            throw ImageReadException.unsupported("it has " + width + " x " + height
                    + " pixels; this version opens DICOM images of at most " + MOST_PIXELS / 1_000_000 + " million");
        }
        int bits = positive(allocated, "Bits Allocated");
        if (bits != 1 && bits != 8 && bits != 16) {
            throw ImageReadException.unsupported(
                    "its samples have " + bits + " bits allocated; this version shows DICOM images of 1, 8 and 16");
        }
        int stored = data.unsigned(Tag.BITS_STORED).orElse(bits);
        int high = data.unsigned(Tag.HIGH_BIT).orElse(stored - 1);
        if (stored < 1 || stored > bits || high < stored - 1 || high >= bits) {
            throw ImageReadException.broken("the DICOM header contradicts itself: " + bits + " bits allocated, "
                    + stored + " stored, the highest of them bit " + high);
        }
        int samples = data.unsigned(Tag.SAMPLES_PER_PIXEL).orElse(1);
        Photometric photometric = photometric(data, samples, syntax);
        return new PixelLayout(
                height,
                width,
                frames(data),
                samples,
                photometric,
                bits,
                stored,
                high + 1 - stored,
                data.unsigned(Tag.PIXEL_REPRESENTATION).orElse(0) == 1,
                samples > 1 && data.unsigned(Tag.PLANAR_CONFIGURATION).orElse(0) == 1);
    }

    private static int positive(OptionalInt value, String name) throws ImageReadException {
        if (value.isEmpty() || value.getAsInt() == 0) {
            throw ImageReadException.broken("the DICOM header gives no " + name);
        }
        return value.getAsInt();
    }

    private static int frames(DataSet data) throws ImageReadException {
        if (!data.has(Tag.NUMBER_OF_FRAMES)) {
            return 1;
        }
        double frames = data.decimal(Tag.NUMBER_OF_FRAMES, 0).orElse(0);
        if (frames < 1 || frames > Integer.MAX_VALUE || frames != Math.rint(frames)) {
            throw ImageReadException.broken("the DICOM header gives a Number of Frames that is no number above zero");
        }
        return (int) frames;
    }

    private static Photometric photometric(DataSet data, int samples, TransferSyntax syntax) throws ImageReadException {
        String name = data.text(Tag.PHOTOMETRIC_INTERPRETATION);
        // A JPEG decoder hands over red, green and blue, whatever was compressed.
        boolean decoded = syntax.codec() == TransferSyntax.Codec.JPEG && name.startsWith("YBR_FULL");
        Photometric photometric =
                switch (decoded ? "RGB" : name) {
                    case "MONOCHROME1" -> Photometric.MONOCHROME1;
                    case "MONOCHROME2" -> Photometric.MONOCHROME2;
                    case "RGB" -> Photometric.RGB;
                    default ->
                        throw ImageReadException.unsupported("its photometric interpretation "
                                + (name.matches("[A-Z0-9_ ]{1,16}") ? name + " " : "")
                                + "is not shown by this version; MONOCHROME1, MONOCHROME2 and RGB are");
                };
        if (photometric.samples() != samples) {
            throw ImageReadException.broken("the DICOM header contradicts itself: " + samples
                    + " samples a pixel, photometric interpretation " + name);
        }
        return photometric;
    }

    /** Pixels of a frame. */
    int pixels() {
        return rows * columns;
    }

    /** Samples of a frame. */
    int frameSamples() {
        return pixels() * samples;
    }

    /** Bits of a frame; frames of single bits follow each other without padding. */
    long frameBits() {
        return (long) frameSamples() * bitsAllocated;
    }

    /** Bytes that a sample takes once decoded. */
    int sampleBytes() {
        return bitsAllocated == 16 ? 2 : 1;
    }

    /** For sentences. */
    String sizes() {
        return columns + " x " + rows + " pixels" + (frames > 1 ? " in " + frames + " frames" : "");
    }
}
