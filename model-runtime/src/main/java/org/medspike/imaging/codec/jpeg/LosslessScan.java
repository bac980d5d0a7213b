package org.medspike.imaging.codec.jpeg;

import org.medspike.imaging.ImageReadException;
import org.medspike.imaging.codec.CodecLimits;

/**
 * The samples of a scan of a lossless image (T.81, H.1.2 and H.2).
 *
 * @param values samples of the image, components interleaved; receives those of the scan
 * @param targets which components the scan brings
 * @param codes of each of them
 * @param predictor the selection value, 1 to 7
 */
record LosslessScan(short[] values, CodecLimits limits, int[] targets, HuffmanTable[] codes, int predictor) {

    /** The category without further bits. */
    private static final int HALF = 16;

    /**
     * Decodes all samples.
     *
     * @param middle what the first sample is predicted to be
     * @param restartInterval pixels between restart markers, whole lines of them; 0 where there are none
     */
    void decode(EntropyBits bits, int middle, int restartInterval) throws ImageReadException {
        int width = limits.width();
        if (restartInterval % width != 0) {
            throw EntropyBits.damaged();
        }
        int lines = restartInterval / width;
        int first = 0;
        for (int y = 0; y < limits.height(); y++) {
            if (lines > 0 && y > 0 && y % lines == 0) {
                bits.restart();
                first = y;
            }
            for (int x = 0; x < width; x++) {
                for (int c = 0; c < targets.length; c++) {
                    int at = (y * width + x) * limits.components() + targets[c];
                    int predicted = y == first
                            ? x == 0 ? middle : at(at - limits.components())
                            : x == 0 ? at(at - width * limits.components()) : predicted(at);
                    values[at] = (short) (predicted + difference(codes[c], bits));
                }
            }
        }
    }

    private static int difference(HuffmanTable code, EntropyBits bits) throws ImageReadException {
        int size = code.next(bits);
        if (size > HALF) {
            throw EntropyBits.damaged();
        }
        return size == HALF ? 1 << 15 : bits.signed(size);
    }

    private int at(int index) {
        return values[index] & 0xffff;
    }

    private int predicted(int index) {
        int a = at(index - limits.components());
        int b = at(index - limits.width() * limits.components());
        int c = at(index - (limits.width() + 1) * limits.components());
        return switch (predictor) {
            case 1 -> a;
            case 2 -> b;
            case 3 -> c;
            case 4 -> a + b - c;
            case 5 -> a + (b - c >> 1);
            case 6 -> b + (a - c >> 1);
            default -> a + b >> 1;
        };
    }

    /** Brings the samples up to where they stood before the point transform. */
    void shift(int pointTransform) {
        if (pointTransform == 0) {
            return;
        }
        for (int target : targets) {
            for (int i = target; i < values.length; i += limits.components()) {
                values[i] <<= pointTransform;
            }
        }
    }
}
