package org.medspike.imaging.raster.tiff;

import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.medspike.imaging.ImageReadException;

/** Undoes the compression of a strip or tile (TIFF 6.0, sections 9 and 13; deflate by Adobe's supplement). */
final class Chunk {

    private static final int NONE = 1;
    private static final int LZW = 5;
    private static final int DEFLATE = 8;
    private static final int PACK_BITS = 32773;
    private static final int OLD_DEFLATE = 32946;
    private static final int CLEAR = 256;
    private static final int END = 257;
    private static final int FIRST_CODE = 258;
    private static final int MOST_CODES = 4096;

    private Chunk() {}

    /** Whether a compression is known here. */
    static boolean knows(int compression) {
        return compression == NONE
                || compression == LZW
                || compression == DEFLATE
                || compression == OLD_DEFLATE
                || compression == PACK_BITS;
    }

    /**
     * The bytes of a chunk.
     *
     * @param length how many there must be
     */
    static byte[] unpacked(byte[] packed, int compression, int length) throws ImageReadException {
        byte[] bytes = new byte[length];
        int filled =
                switch (compression) {
                    case LZW -> lzw(packed, bytes);
                    case PACK_BITS -> packBits(packed, bytes);
                    case DEFLATE, OLD_DEFLATE -> inflate(packed, bytes);
                    default -> {
                        int count = Math.min(packed.length, length);
                        System.arraycopy(packed, 0, bytes, 0, count);
                        yield count;
                    }
                };
        if (filled < length) {
            throw ImageReadException.broken("a part of the TIFF image ends before its pixels do");
        }
        return bytes;
    }

    private static int inflate(byte[] packed, byte[] bytes) throws ImageReadException {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(packed);
            int filled = 0;
            while (filled < bytes.length) {
                int count = inflater.inflate(bytes, filled, bytes.length - filled);
                if (count == 0) {
                    break;
                }
                filled += count;
            }
            return filled;
        } catch (DataFormatException e) {
            throw ImageReadException.broken("a part of the TIFF image is damaged (deflate)", e);
        } finally {
            inflater.end();
        }
    }

    private static int packBits(byte[] packed, byte[] bytes) {
        int filled = 0;
        for (int at = 0; at + 1 < packed.length && filled < bytes.length; ) {
            int count = packed[at++];
            if (count >= 0) {
                int copied = Math.min(Math.min(count + 1, packed.length - at), bytes.length - filled);
                System.arraycopy(packed, at, bytes, filled, copied);
                at += count + 1;
                filled += copied;
            } else if (count > -128) {
                int repeated = Math.min(1 - count, bytes.length - filled);
                java.util.Arrays.fill(bytes, filled, filled + repeated, packed[at++]);
                filled += repeated;
            }
        }
        return filled;
    }

    /**
     * Codes of 9 to 12 bits, the highest bit first; 256 clears the table, 257 ends. A string of the table is one that was
     * written before, with the byte behind it.
     */
    private static int lzw(byte[] packed, byte[] bytes) throws ImageReadException {
        int[] start = new int[MOST_CODES];
        int[] size = new int[MOST_CODES];
        int free = FIRST_CODE;
        int width = 9;
        int last = -1;
        int filled = 0;
        long bits = (long) packed.length * 8;
        for (long at = 0; at + width <= bits && filled < bytes.length; ) {
            int code = code(packed, at, width);
            at += width;
            if (code == END) {
                break;
            }
            if (code == CLEAR) {
                free = FIRST_CODE;
                width = 9;
                last = -1;
                continue;
            }
            if (last >= 0 && free < MOST_CODES) {
                start[free] = last;
                size[free] = filled - last + 1;
                free++;
            }
            if (code > END && (last < 0 || code >= free)) {
                throw ImageReadException.broken("a part of the TIFF image is damaged (LZW)");
            }
            last = filled;
            int count = code < CLEAR ? 1 : size[code];
            for (int i = 0; i < count && filled < bytes.length; i++, filled++) {
                bytes[filled] = code < CLEAR ? (byte) code : bytes[start[code] + i];
            }
            // Codes grow one entry early.
            width = free < 511 ? 9 : free < 1023 ? 10 : free < 2047 ? 11 : 12;
        }
        return filled;
    }

    private static int code(byte[] packed, long at, int width) {
        int first = (int) (at >> 3);
        int window = 0;
        for (int i = 0; i < 3; i++) {
            window = window << 8 | (first + i < packed.length ? packed[first + i] & 0xff : 0);
        }
        return window >> 24 - width - (int) (at & 7) & (1 << width) - 1;
    }
}
