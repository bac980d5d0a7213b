package org.medspike.imaging.raster.tiff;

import com.twelvemonkeys.imageio.metadata.CompoundDirectory;
import com.twelvemonkeys.imageio.metadata.Directory;
import com.twelvemonkeys.imageio.metadata.Entry;
import com.twelvemonkeys.imageio.metadata.tiff.TIFFReader;
import java.io.IOException;
import java.lang.reflect.Array;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.Set;
import javax.imageio.stream.ImageInputStream;
import org.medspike.imaging.ImageReadException;

/**
 * What a directory says of its image (TIFF 6.0, section 8, and later sections for tiles and formats).
 *
 * @param samples a pixel
 * @param bits of every sample
 * @param format 1 whole numbers from zero up, 2 with a sign, 3 floating-point
 * @param photometric 0 white is zero, 1 black is zero, 2 red, green and blue, 5 inks
 * @param planar whether each sample has chunks of its own
 * @param predictor 1 none, 2 differences of neighbours, 3 differences of the bytes of floating-point numbers
 * @param chunkWidth columns of a strip or tile
 * @param chunkHeight rows of a strip or tile
 * @param offsets where chunks begin
 * @param lengths of chunks in the file
 */
record TiffPage(
        ByteOrder order,
        int width,
        int height,
        int samples,
        int bits,
        int format,
        int photometric,
        int compression,
        boolean planar,
        int predictor,
        int chunkWidth,
        int chunkHeight,
        long[] offsets,
        long[] lengths) {

    static final int SIGNED = 2;
    static final int FLOATING = 3;
    private static final Set<Integer> BITS = Set.of(8, 9, 10, 11, 12, 13, 14, 15, 16, 24, 32, 64);

    /** A page of a file; empty where it is one for TwelveMonkeys. */
    static Optional<TiffPage> of(ImageInputStream in, int index) throws IOException {
        in.seek(0);
        Directory all = new TIFFReader().read(in);
        if (!(all instanceof CompoundDirectory pages) || index >= pages.directoryCount()) {
            return Optional.empty();
        }
        Directory page = pages.getDirectory(index);
        int samples = (int) number(page, 277, 1);
        long[] bits = numbers(page, 258);
        boolean even = bits.length > 0;
        for (long b : bits) {
            even &= b == bits[0];
        }
        int format = (int) number(page, 339, 1);
        int photometric = (int) number(page, 262, 1);
        boolean ours = even
                && fit(photometric, samples)
                && BITS.contains((int) bits[0])
                && (bits[0] > 8 || format == SIGNED)
                && (format >= 1 && format <= FLOATING)
                && (format != FLOATING || bits[0] % 8 == 0)
                && number(page, 266, 1) == 1
                && Chunk.knows((int) number(page, 259, 1));
        return ours ? Optional.of(read(page, in.getByteOrder(), samples, (int) bits[0], format)) : Optional.empty();
    }

    private static TiffPage read(Directory page, ByteOrder order, int samples, int bits, int format)
            throws ImageReadException {
        long width = number(page, 256, 0);
        long height = number(page, 257, 0);
        boolean tiled = page.getEntryById(322) != null;
        long chunkWidth = tiled ? number(page, 322, 0) : width;
        long chunkHeight = tiled ? number(page, 323, 0) : Math.min(height, number(page, 278, height));
        long[] offsets = numbers(page, tiled ? 324 : 273);
        long[] lengths = numbers(page, tiled ? 325 : 279);
        boolean planar = samples > 1 && number(page, 284, 1) == 2;
        if (width < 1 || height < 1 || chunkWidth < 1 || chunkHeight < 1 || width > 1 << 24 || height > 1 << 24) {
            throw ImageReadException.broken("the TIFF directory declares an image of " + width + " x " + height
                    + " pixels in parts of " + chunkWidth + " x " + chunkHeight);
        }
        long chunks = parts(width, chunkWidth) * parts(height, chunkHeight) * (planar ? samples : 1);
        if (offsets.length < chunks || lengths.length < chunks) {
            throw ImageReadException.broken("the TIFF directory tells of " + Math.min(offsets.length, lengths.length)
                    + " parts of its image where there must be " + chunks);
        }
        // A tile may reach over the edges of a small image, but not beyond all bounds.
        if (chunkWidth * chunkHeight > 4 * width * height + (1 << 22)) {
            throw ImageReadException.broken("the TIFF directory declares parts far larger than the image");
        }
        return new TiffPage(
                order,
                (int) width,
                (int) height,
                samples,
                bits,
                format,
                (int) number(page, 262, 1),
                (int) number(page, 259, 1),
                planar,
                (int) number(page, 317, 1),
                (int) chunkWidth,
                (int) chunkHeight,
                offsets,
                lengths);
    }

    /** Grey with or without an opacity, three colours likewise, or four inks. */
    private static boolean fit(int photometric, int samples) {
        return switch (photometric) {
            case 0, 1 -> samples == 1 || samples == 2;
            case 2 -> samples == 3 || samples == 4;
            case 5 -> samples == 4;
            default -> false;
        };
    }

    static long parts(long whole, long part) {
        return (whole + part - 1) / part;
    }

    /** Samples that stand together in a chunk. */
    int chunkSamples() {
        return planar ? 1 : samples;
    }

    /** Bytes of a row of a chunk; rows begin with a whole byte. */
    int rowBytes() {
        return (int) (((long) chunkWidth * chunkSamples() * bits + 7) / 8);
    }

    private static long number(Directory page, int tag, long otherwise) {
        long[] numbers = numbers(page, tag);
        return numbers.length == 0 ? otherwise : numbers[0];
    }

    private static long[] numbers(Directory page, int tag) {
        Entry entry = page.getEntryById(tag);
        Object value = entry == null ? null : entry.getValue();
        if (value instanceof Number number) {
            return new long[] {number.longValue()};
        }
        if (value == null || !value.getClass().isArray()) {
            return new long[0];
        }
        long[] numbers = new long[Array.getLength(value)];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = Array.get(value, i) instanceof Number number ? number.longValue() : 0;
        }
        return numbers;
    }
}
