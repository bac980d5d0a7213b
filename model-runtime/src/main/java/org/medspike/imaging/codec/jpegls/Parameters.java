package org.medspike.imaging.codec.jpegls;

/**
 * Coding parameters of a scan (C.2.4.1.1 for the defaults, A.2.1 for what follows from them).
 *
 * @param maxval the largest sample
 * @param near the largest error of a sample
 * @param t1 first threshold of gradients
 * @param t2 second
 * @param t3 third
 * @param reset how many samples of a context are counted before its counts are halved
 */
record Parameters(int maxval, int near, int t1, int t2, int t3, int reset) {

    /** Presets of a stream; zero stands for the default. */
    record Presets(int maxval, int t1, int t2, int t3, int reset) {

        static final Presets DEFAULT = new Presets(0, 0, 0, 0, 0);

        Parameters with(int bits, int near) {
            int most = maxval > 0 ? maxval : (1 << bits) - 1;
            int[] t = thresholds(most, near);
            return new Parameters(
                    most, near, t1 > 0 ? t1 : t[0], t2 > 0 ? t2 : t[1], t3 > 0 ? t3 : t[2], reset > 0 ? reset : 64);
        }

        private static int[] thresholds(int most, int near) {
            int[] t = new int[3];
            if (most >= 128) {
                int factor = (Math.min(most, 4095) + 128) / 256;
                t[0] = clamp(factor + 2 + 3 * near, near + 1, most);
                t[1] = clamp(factor * 4 + 3 + 5 * near, t[0], most);
                t[2] = clamp(factor * 17 + 4 + 7 * near, t[1], most);
            } else {
                int factor = 256 / (most + 1);
                t[0] = clamp(Math.max(2, 3 / factor + 3 * near), near + 1, most);
                t[1] = clamp(Math.max(3, 7 / factor + 5 * near), t[0], most);
                t[2] = clamp(Math.max(4, 21 / factor + 7 * near), t[1], most);
            }
            return t;
        }

        private static int clamp(int value, int least, int most) {
            return value > most || value < least ? least : value;
        }
    }

    /** Whether they keep to the standard's bounds; others could make a decoder run astray. */
    boolean isSound(int bits) {
        return maxval >= 1
                && maxval < 1 << bits
                && near <= Math.min(255, maxval / 2)
                && t1 > near
                && t1 <= t2
                && t2 <= t3
                && t3 <= maxval
                && reset >= 3
                && reset <= Math.max(255, maxval);
    }

    /** Width of a step between values that can be told apart. */
    int step() {
        return 2 * near + 1;
    }

    /** Number of different prediction errors. */
    int range() {
        return (maxval + 2 * near) / step() + 1;
    }

    /** Bits of a prediction error. */
    int qbpp() {
        return bitsFor(range());
    }

    /** The longest code of a sample in bits. */
    int limit() {
        int bpp = Math.max(2, bitsFor(maxval + 1));
        return 2 * (bpp + Math.max(8, bpp));
    }

    private static int bitsFor(int count) {
        return 32 - Integer.numberOfLeadingZeros(count - 1);
    }
}
