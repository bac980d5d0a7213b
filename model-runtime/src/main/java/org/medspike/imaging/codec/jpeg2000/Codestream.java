package org.medspike.imaging.codec.jpeg2000;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.medspike.imaging.ImageReadException;
import org.medspike.imaging.codec.CodecLimits;

/**
 * A codestream whose declared sizes and tile-parts have been checked (T.800, A.4 and A.5), because JJ2000 leaves out in silence
 * what is missing or miscounted.
 *
 * @param bytes from the start of the codestream on
 * @param bits of the first component
 */
record Codestream(byte[] bytes, int bits) {

    private static final String NAME = "JPEG 2000";
    private static final int CAPABILITIES = 0xff50;
    private static final int PACKED_HEADERS = 0xff60;
    private static final int PACKED_TILE_HEADERS = 0xff61;
    private static final int START_OF_TILE_PART = 0xff90;
    private static final int START_OF_DATA = 0xff93;
    private static final int SIZ_LENGTH = 38;
    private static final int SOT_LENGTH = 12;
    private static final long MOST_TILES = 65_535;

    /**
     * Checks an image.
     *
     * @param image a codestream, or a JP2 file with one
     * @throws ImageReadException if it is not of the expected size, is cut short, or cannot be decoded
     */
    static Codestream checked(byte[] image, CodecLimits limits) throws ImageReadException {
        int start = start(image);
        byte[] bytes = java.util.Arrays.copyOfRange(image, start, image.length);
        ByteBuffer stream = ByteBuffer.wrap(bytes);
        int bits = size(stream, limits);
        int first = mainHeader(stream);
        int end = tileParts(stream, first, tiles(stream));
        requireStuffed(bytes, first, end);
        return new Codestream(bytes, bits);
    }

    /** Start of codestream and SIZ stand side by side. */
    private static int start(byte[] image) throws ImageReadException {
        for (int i = 0; i + SIZ_LENGTH + 7 <= image.length; i++) {
            if (image[i] == (byte) 0xff
                    && image[i + 1] == 0x4f
                    && image[i + 2] == (byte) 0xff
                    && image[i + 3] == 0x51) {
                return i;
            }
        }
        throw ImageReadException.broken("its compressed pixels are no JPEG 2000 image");
    }

    /** Checks the SIZ segment; bits of the first component. */
    private static int size(ByteBuffer stream, CodecLimits limits) throws ImageReadException {
        long left = number(stream, 16);
        long top = number(stream, 20);
        long tileWidth = number(stream, 24);
        long tileHeight = number(stream, 28);
        // A single tile of the expected size outvotes an image size that contradicts it: a delimiter may stand in its
        // place.
        if (tileWidth == limits.width() && tileHeight == limits.height() && left == 0 && top == 0) {
            stream.putShort(6, (short) 0);
            stream.putInt(8, limits.width());
            stream.putInt(12, limits.height());
        }
        long width = number(stream, 8) - left;
        long height = number(stream, 12) - top;
        limits.require(NAME, width, height, stream.getShort(40) & 0xffff);
        if (tileWidth < 1 || tileHeight < 1 || (width / tileWidth + 1) * (height / tileHeight + 1) > MOST_TILES) {
            throw ImageReadException.broken("its JPEG 2000 image declares tiles of impossible size");
        }
        int bits = (stream.get(42) & 0x7f) + 1;
        if (bits > 16) {
            throw ImageReadException.unsupported(
                    "its JPEG 2000 image has samples of " + bits + " bits; this version decodes up to 16");
        }
        return bits;
    }

    private static long tiles(ByteBuffer stream) {
        long right = number(stream, 8) - number(stream, 32);
        long bottom = number(stream, 12) - number(stream, 36);
        long across = (right + number(stream, 24) - 1) / number(stream, 24);
        long down = (bottom + number(stream, 28) - 1) / number(stream, 28);
        return across * down;
    }

    private static long number(ByteBuffer stream, int at) {
        return stream.getInt(at) & 0xffffffffL;
    }

    /** Where the first tile-part begins. */
    private static int mainHeader(ByteBuffer stream) throws ImageReadException {
        int at = 2;
        while (at + SOT_LENGTH <= stream.limit()) {
            int marker = stream.getShort(at) & 0xffff;
            if (marker == START_OF_TILE_PART) {
                return at;
            }
            requireKnown(marker);
            at += 2 + (stream.getShort(at + 2) & 0xffff);
        }
        throw endsEarly();
    }

    private static void requireKnown(int marker) throws ImageReadException {
        if (marker == CAPABILITIES) {
            throw ImageReadException.unsupported(
                    "its pixels are encoded as High-Throughput JPEG 2000, which this version does not decode");
        }
        if (marker == PACKED_HEADERS || marker == PACKED_TILE_HEADERS) {
            throw ImageReadException.unsupported(
                    "its JPEG 2000 image has packed packet headers, which this version does not decode");
        }
    }

    /** Looks through the header of a tile-part. */
    private static void tileHeader(ByteBuffer stream, int start) throws ImageReadException {
        int at = start + SOT_LENGTH;
        while (at + 4 <= stream.limit() && (stream.getShort(at) & 0xffff) != START_OF_DATA) {
            requireKnown(stream.getShort(at) & 0xffff);
            at += 2 + (stream.getShort(at + 2) & 0xffff);
        }
    }

    /**
     * No two bytes of ones follow each other in coded data (T.800, B.10.1 and C.2), which begin behind the tile-parts' headers;
     * JJ2000 never gets past them.
     */
    private static void requireStuffed(byte[] bytes, int from, int end) throws ImageReadException {
        for (int at = from; at + 1 < end; at++) {
            if (bytes[at] == -1 && bytes[at + 1] == -1) {
                throw ImageReadException.broken("its JPEG 2000 image is damaged: it holds a code that does not exist");
            }
        }
    }

    /** Checks that all tile-parts are there, and writes into each how many its tile really has; where they end. */
    private static int tileParts(ByteBuffer stream, int first, long tiles) throws ImageReadException {
        Map<Integer, Integer> counts = new HashMap<>();
        int at = first;
        while (isTilePart(stream, at)) {
            tileHeader(stream, at);
            counts.merge(stream.getShort(at + 4) & 0xffff, 1, Integer::sum);
            long length = number(stream, at + 6);
            if (length == 0) {
                at = stream.limit();
                break;
            }
            if (length < SOT_LENGTH || length > stream.limit() - at) {
                throw endsEarly();
            }
            at += (int) length;
        }
        if (counts.size() < tiles) {
            throw endsEarly();
        }
        for (int part = first; isTilePart(stream, part); part += stream.getInt(part + 6)) {
            int count = counts.get(stream.getShort(part + 4) & 0xffff);
            if (count < (stream.get(part + 11) & 0xff)) {
                throw endsEarly();
            }
            if (count < 256) {
                stream.put(part + 11, (byte) count);
            }
            if (stream.getInt(part + 6) == 0) {
                break;
            }
        }
        return at;
    }

    private static boolean isTilePart(ByteBuffer stream, int at) {
        return at + SOT_LENGTH <= stream.limit() && (stream.getShort(at) & 0xffff) == START_OF_TILE_PART;
    }

    private static ImageReadException endsEarly() {
        return ImageReadException.broken("its JPEG 2000 image ends before its pixels do");
    }
}
