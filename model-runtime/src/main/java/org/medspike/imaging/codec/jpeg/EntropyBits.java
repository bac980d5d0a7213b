package org.medspike.imaging.codec.jpeg;

import org.medspike.imaging.ImageReadException;

/** The bits of entropy-coded data, freed of the zero bytes after bytes of ones (T.81, F.2.2.5). */
final class EntropyBits {

    private final byte[] bytes;
    private int position;
    private long window;
    private int available;

    EntropyBits(byte[] bytes, int position) {
        this.bytes = bytes;
        this.position = position;
    }

    /** The next bits, up to 16, without taking them; zeros where the data have ended. */
    int peek(int count) {
        if (available < count) {
            fill();
            if (available < count) {
                return (int) (window << count - available) & (1 << count) - 1;
            }
        }
        return (int) (window >>> available - count) & (1 << count) - 1;
    }

    /** Takes bits that were looked at. */
    void skip(int count) throws ImageReadException {
        if (available < count) {
            throw ImageReadException.broken("its JPEG image ends before its pixels do");
        }
        available -= count;
    }

    int bits(int count) throws ImageReadException {
        int bits = peek(count);
        skip(count);
        return bits;
    }

    /** A number of so many bits, of which half are below zero (EXTEND). */
    int signed(int count) throws ImageReadException {
        if (count == 0) {
            return 0;
        }
        int value = bits(count);
        return value < 1 << count - 1 ? value - (1 << count) + 1 : value;
    }

    private void fill() {
        while (available <= 48 && position < bytes.length) {
            int value = bytes[position] & 0xff;
            if (value == 0xff) {
                if (position + 1 >= bytes.length || bytes[position + 1] != 0) {
                    break;
                }
                position++;
            }
            position++;
            window = window << 8 | value;
            available += 8;
        }
        window &= available == 0 ? 0 : -1L >>> 64 - available;
    }

    /** Goes on after the next restart marker. */
    void restart() throws ImageReadException {
        position = end() + 2;
        available = 0;
        window = 0;
        if (position > bytes.length) {
            throw ImageReadException.broken("its JPEG image ends before its pixels do");
        }
    }

    /** Where the next marker begins. */
    int end() {
        int at = position;
        while (at + 1 < bytes.length && (bytes[at] != (byte) 0xff || bytes[at + 1] == 0 || bytes[at + 1] == -1)) {
            at++;
        }
        return at;
    }

    static ImageReadException damaged() {
        return ImageReadException.broken("its JPEG image is damaged: it holds a code that does not exist");
    }
}
