package org.medspike.imaging.codec.jpeg;

import org.medspike.imaging.ImageReadException;

/**
 * Decodes the coefficients of blocks (T.81, F.2 for sequential, G.1 and G.2 for progressive scans).
 *
 * @see Scan
 */
final class BlockDecoder {

    /** The zigzag order of frequencies (figure A.6). */
    static final int[] ZIGZAG = {
        0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7, 14,
        21, 28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60,
        61, 54, 47, 55, 62, 63
    };

    private final EntropyBits bits;
    private final Scan scan;
    private int endOfBandRun;

    BlockDecoder(EntropyBits bits, Scan scan) {
        this.bits = bits;
        this.scan = scan;
    }

    /** Forgets what carries over from block to block. */
    void restart() {
        endOfBandRun = 0;
    }

    /**
     * Decodes a block.
     *
     * @param predicted the component's last DC value in this interval; holds this block's afterwards
     */
    void decode(short[] c, int from, HuffmanTable dc, HuffmanTable ac, int[] predicted, int index)
            throws ImageReadException {
        if (!scan.progressive()) {
            c[from] = (short) direct(dc, predicted, index);
            sequential(c, from, ac);
        } else if (scan.first() == 0) {
            if (scan.high() == 0) {
                c[from] = (short) (direct(dc, predicted, index) << scan.low());
            } else {
                c[from] |= (short) (bits.bits(1) << scan.low());
            }
        } else if (scan.high() == 0) {
            band(c, from, ac);
        } else {
            refine(c, from, ac);
        }
    }

    private int direct(HuffmanTable table, int[] predicted, int index) throws ImageReadException {
        int size = table.next(bits);
        if (size > 16) {
            throw EntropyBits.damaged();
        }
        predicted[index] += bits.signed(size);
        return predicted[index];
    }

    private void sequential(short[] c, int from, HuffmanTable table) throws ImageReadException {
        for (int k = 1; k < 64; k++) {
            int symbol = table.next(bits);
            int size = symbol & 15;
            int zeros = symbol >> 4;
            if (size == 0) {
                if (zeros < 15) {
                    return;
                }
                k += 15;
                continue;
            }
            k += zeros;
            if (k > 63) {
                throw EntropyBits.damaged();
            }
            c[from + ZIGZAG[k]] = (short) bits.signed(size);
        }
    }

    private void band(short[] c, int from, HuffmanTable table) throws ImageReadException {
        if (endOfBandRun > 0) {
            endOfBandRun--;
            return;
        }
        for (int k = scan.first(); k <= scan.last(); k++) {
            int symbol = table.next(bits);
            int size = symbol & 15;
            int zeros = symbol >> 4;
            if (size == 0) {
                if (zeros < 15) {
                    endOfBandRun = (1 << zeros) - 1 + (zeros == 0 ? 0 : bits.bits(zeros));
                    return;
                }
                k += 15;
                continue;
            }
            k += zeros;
            if (k > 63) {
                throw EntropyBits.damaged();
            }
            c[from + ZIGZAG[k]] = (short) (bits.signed(size) << scan.low());
        }
    }

    private void refine(short[] c, int from, HuffmanTable table) throws ImageReadException {
        int one = 1 << scan.low();
        int k = scan.first();
        if (endOfBandRun == 0) {
            while (k <= scan.last()) {
                int symbol = table.next(bits);
                int zeros = symbol >> 4;
                int fresh = 0;
                if ((symbol & 15) != 0) {
                    fresh = bits.bits(1) == 1 ? one : -one;
                } else if (zeros < 15) {
                    endOfBandRun = (1 << zeros) + (zeros == 0 ? 0 : bits.bits(zeros));
                    break;
                }
                k = pass(c, from, k, zeros, one);
                if (fresh != 0) {
                    if (k > scan.last()) {
                        throw EntropyBits.damaged();
                    }
                    c[from + ZIGZAG[k]] = (short) fresh;
                }
                k++;
            }
        }
        if (endOfBandRun > 0) {
            pass(c, from, k, 64, one);
            endOfBandRun--;
        }
    }

    /** Corrects coefficients that are known, up to the one after so many unknown ones; where that is. */
    private int pass(short[] c, int from, int start, int zeros, int one) throws ImageReadException {
        int left = zeros;
        int k = start;
        for (; k <= scan.last(); k++) {
            int at = from + ZIGZAG[k];
            if (c[at] == 0) {
                if (left-- == 0) {
                    break;
                }
            } else if (bits.bits(1) == 1 && (c[at] & one) == 0) {
                c[at] += (short) (c[at] > 0 ? one : -one);
            }
        }
        return k;
    }
}
