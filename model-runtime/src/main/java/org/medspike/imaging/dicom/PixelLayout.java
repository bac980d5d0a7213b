package org.medspike.imaging.dicom;

import java.util.OptionalInt;
import org.medspike.imaging.ImageReadException;
import org.medspike.imaging.Photometric;

/**
 * How the pixels of an image lie in its pixel data (PS3.3, C.7.6.3): numbers that have been checked against each other.
 *
 * @param samples a pixel, 1, 3 or 4
 * @param photometric what they mean once decoded
 * @param luminance whether the header says that what is stored or coded is luminance with chroma
 * @param bitsAllocated 1, 8, 16, 24 or 32
 * @param shift how far the lowest stored bit lies above bit 0
 * @param planar whether each colour has a plane of its own
 * @param paired whether two pixels share their chroma in native pixel data
 */
record PixelLayout(
        int rows,
        int columns,
        int frames,
        int samples,
        Photometric photometric,
        boolean luminance,
        int bitsAllocated,
        int bitsStored,
        int shift,
        boolean signed,
        boolean planar,
        boolean paired) {

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
        requireCountable(width, height);
        int bits = positive(allocated, "Bits Allocated");
        if (bits != 1 && (bits % 8 != 0 || bits > 32)) {
            throw ImageReadException.unsupported("its samples have " + bits
                    + " bits allocated; this version shows DICOM images of 1, 8, 16, 24 and 32");
        }
        int stored = data.unsigned(Tag.BITS_STORED).orElse(bits);
        int high = data.unsigned(Tag.HIGH_BIT).orElse(stored - 1);
        if (stored < 1 || stored > bits || high < stored - 1 || high >= bits) {
            throw ImageReadException.broken("the DICOM header contradicts itself: " + bits + " bits allocated, "
                    + stored + " stored, the highest of them bit " + high);
        }
        Colour colour = Colour.of(data, syntax);
        if (colour.paired() && width % 2 != 0) {
            throw ImageReadException.broken(
                    "the DICOM header contradicts itself: pixels share their chroma in pairs, but" + " there are "
                            + width + " columns");
        }
        return new PixelLayout(
                height,
                width,
                frames(data),
                colour.samples(),
                colour.photometric(),
                colour.luminance(),
                bits,
                stored,
                high + 1 - stored,
                data.unsigned(Tag.PIXEL_REPRESENTATION).orElse(0) == 1,
                colour.samples() > 1
                        && !colour.paired()
                        && data.unsigned(Tag.PLANAR_CONFIGURATION).orElse(0) == 1,
                colour.paired());
    }

    /** The layout of floating-point pixels, which have neither stored bits nor a sign to tell of. */
    static PixelLayout floating(DataSet data, TransferSyntax syntax) throws ImageReadException {
        int height = positive(data.unsigned(Tag.ROWS), "Rows");
        int width = positive(data.unsigned(Tag.COLUMNS), "Columns");
        requireCountable(width, height);
        Colour colour = Colour.of(data, syntax);
        return new PixelLayout(
                height, width, frames(data), 1, colour.photometric(), false, 32, 32, 0, true, false, false);
    }

    private static void requireCountable(int width, int height) throws ImageReadException {
        if ((long) width * height > MOST_PIXELS) {
            throw ImageReadException.unsupported("it has " + width + " x " + height
                    + " pixels; this version opens DICOM images of at most " + MOST_PIXELS / 1_000_000 + " million");
        }
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
        double frames = data.decimal(Tag.NUMBER_OF_FRAMES, 0).orElse(-1);
        // Some writers of single frames count none.
        if (frames == 0) {
            return 1;
        }
        if (frames < 1 || frames > Integer.MAX_VALUE || frames != Math.rint(frames)) {
            throw ImageReadException.broken("the DICOM header gives a Number of Frames that is no number above zero");
        }
        return (int) frames;
    }

    /** Whether native pixel data of this length hold all chroma, whatever the header says. */
    PixelLayout withAllChroma(long length) {
        return paired && (long) frames * pixels() * 3 * bitsAllocated / 8 <= length
                ? new PixelLayout(
                        rows,
                        columns,
                        frames,
                        samples,
                        photometric,
                        luminance,
                        bitsAllocated,
                        bitsStored,
                        shift,
                        signed,
                        planar,
                        false)
                : this;
    }

    /** Pixels of a frame. */
    int pixels() {
        return rows * columns;
    }

    /** Samples of a decoded frame. */
    int frameSamples() {
        return pixels() * samples;
    }

    /** Bits of a native frame; frames of single bits follow each other without padding. */
    long frameBits() {
        return (long) (paired ? 2 * pixels() : frameSamples()) * bitsAllocated;
    }

    /** Bytes that a cell takes. */
    int cellBytes() {
        return Math.max(1, bitsAllocated / 8);
    }

    /** For sentences. */
    String sizes() {
        return columns + " x " + rows + " pixels" + (frames > 1 ? " in " + frames + " frames" : "");
    }
}
