package org.medspike.imaging.raster.tiff;

import java.nio.ByteOrder;
import org.medspike.imaging.ImageReadException;

/** Undoes the differencing of a chunk's rows (TIFF 6.0, section 14; floating-point by Adobe's technical note 3). */
final class Predictor {

    private static final int NONE = 1;
    private static final int HORIZONTAL = 2;
    private static final int FLOATING = 3;

    private Predictor() {}

    /**
     * Undoes it in place.
     *
     * @return the order of the bytes of a sample afterwards
     */
    static ByteOrder undo(byte[] bytes, TiffPage page) throws ImageReadException {
        switch (page.predictor()) {
            case NONE -> {
                return page.order();
            }
            case HORIZONTAL -> {
                if (page.bits() % 8 != 0) {
                    throw unknown(page);
                }
                for (int row = 0; row < bytes.length; row += page.rowBytes()) {
                    horizontal(bytes, row, page);
                }
                return page.order();
            }
            case FLOATING -> {
                if (page.format() != TiffPage.FLOATING) {
                    throw unknown(page);
                }
                for (int row = 0; row < bytes.length; row += page.rowBytes()) {
                    floating(bytes, row, page);
                }
                return ByteOrder.BIG_ENDIAN;
            }
            default -> throw unknown(page);
        }
    }

    private static ImageReadException unknown(TiffPage page) {
        return ImageReadException.unsupported("its TIFF samples of " + page.bits() + " bits are predicted in a way ("
                + page.predictor() + ") that this version does not read");
    }

    /** Each sample is the difference from the same sample of the pixel before it. */
    private static void horizontal(byte[] bytes, int row, TiffPage page) {
        int size = page.bits() / 8;
        int step = size * page.chunkSamples();
        boolean little = page.order() == ByteOrder.LITTLE_ENDIAN;
        for (int at = row + step; at < row + page.rowBytes(); at += size) {
            int carry = 0;
            for (int i = 0; i < size; i++) {
                int b = at + (little ? i : size - 1 - i);
                int sum = (bytes[b] & 0xff) + (bytes[b - step] & 0xff) + carry;
                bytes[b] = (byte) sum;
                carry = sum >> 8;
            }
        }
    }

    /** All highest bytes of a row come first, then all second ones; each is the difference from the one before it. */
    private static void floating(byte[] bytes, int row, TiffPage page) {
        int length = page.rowBytes();
        int step = page.chunkSamples();
        for (int at = row + step; at < row + length; at++) {
            bytes[at] += bytes[at - step];
        }
        int size = page.bits() / 8;
        int count = length / size;
        byte[] planes = java.util.Arrays.copyOfRange(bytes, row, row + length);
        for (int i = 0; i < count; i++) {
            for (int b = 0; b < size; b++) {
                bytes[row + i * size + b] = planes[b * count + i];
            }
        }
    }
}
