package org.medspike.imaging.codec.jpegls;

import org.medspike.imaging.ImageReadException;

/** The bits of a scan. After a byte of ones the next byte carries only seven bits (A.1). */
final class BitReader {

    private final byte[] bytes;
    private int position;
    private long window;
    private int available;

    BitReader(byte[] bytes, int position) {
        this.bytes = bytes;
        this.position = position;
    }

    int bit() throws ImageReadException {
        return bits(1);
    }

    /** Up to 32 bits. */
    int bits(int count) throws ImageReadException {
        if (count == 0) {
            return 0;
        }
        if (available < count) {
            fill(count);
        }
        available -= count;
        return (int) (window >>> available & (1L << count) - 1);
    }

    /** How many zeros come before the next one, which is taken too; as many as the limit where there are more. */
    int zeros(int limit) throws ImageReadException {
        int zeros = 0;
        while (true) {
            if (available == 0) {
                fill(1);
            }
            long rest = window & (1L << available) - 1;
            int leading = available - (64 - Long.numberOfLeadingZeros(rest));
            if (zeros + leading > limit) {
                throw damaged();
            }
            zeros += leading;
            available -= leading;
            if (available > 0) {
                available--;
                return zeros;
            }
        }
    }

    private void fill(int count) throws ImageReadException {
        while (available <= 48) {
            boolean stuffed = position > 0 && bytes[position - 1] == (byte) 0xff;
            if (position >= bytes.length || isMarker()) {
                break;
            }
            int bits = stuffed ? 7 : 8;
            window = window << bits | bytes[position++] & 0xff;
            available += bits;
        }
        if (available < count) {
            throw ImageReadException.broken("its JPEG-LS image ends before its pixels do");
        }
    }

    /** A byte of ones before one with its highest bit set belongs to no pixel. */
    private boolean isMarker() {
        return bytes[position] == (byte) 0xff && position + 1 < bytes.length && bytes[position + 1] < 0;
    }

    /** Where the marker begins that ends the scan, or this part of it. */
    int end() {
        int at = position;
        while (at + 1 < bytes.length && !(bytes[at] == (byte) 0xff && bytes[at + 1] < 0)) {
            at++;
        }
        return at;
    }

    static ImageReadException damaged() {
        return ImageReadException.broken("its JPEG-LS image is damaged: it holds a code that does not exist");
    }
}
