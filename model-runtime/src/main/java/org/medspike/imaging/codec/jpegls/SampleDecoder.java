package org.medspike.imaging.codec.jpegls;

import java.util.Arrays;
import org.medspike.imaging.ImageReadException;

/**
 * Decodes single samples, with the adaptive counts of all contexts (A.3 to A.7). One for each scan; {@link #restart}
 * forgets all counts.
 */
final class SampleDecoder {

    /** Contexts of regular samples, then the two of samples that end a run. */
    private static final int CONTEXTS = 365;

    private static final int LEAST_CORRECTION = -128;
    private static final int MOST_CORRECTION = 127;

    private final Parameters parameters;
    private final int step;
    private final int range;
    private final int qbpp;
    private final int limit;
    private final byte[] quantised;
    private final int[] a = new int[CONTEXTS + 2];
    private final int[] b = new int[CONTEXTS];
    private final int[] c = new int[CONTEXTS];
    private final int[] n = new int[CONTEXTS + 2];
    private final int[] nn = new int[2];
    private BitReader bits;

    SampleDecoder(Parameters parameters, BitReader bits) {
        this.parameters = parameters;
        this.bits = bits;
        step = parameters.step();
        range = parameters.range();
        qbpp = parameters.qbpp();
        limit = parameters.limit();
        quantised = new byte[2 * parameters.maxval() + 1];
        for (int d = -parameters.maxval(); d <= parameters.maxval(); d++) {
            quantised[d + parameters.maxval()] = (byte) (d < 0 ? -region(-d) : region(d));
        }
        restart(bits);
    }

    /** Forgets all counts and goes on with other bits. */
    void restart(BitReader other) {
        bits = other;
        Arrays.fill(a, Math.max(2, (range + 32) / 64));
        Arrays.fill(b, 0);
        Arrays.fill(c, 0);
        Arrays.fill(n, 1);
        Arrays.fill(nn, 0);
    }

    private int region(int gradient) {
        if (gradient <= parameters.near()) {
            return 0;
        }
        return gradient < parameters.t1() ? 1 : gradient < parameters.t2() ? 2 : gradient < parameters.t3() ? 3 : 4;
    }

    /** The context of a sample between its neighbours, from -364 to 364; 0 where all are alike. */
    int context(int ra, int rb, int rc, int rd) {
        int zero = parameters.maxval();
        return 81 * quantised[rd - rb + zero] + 9 * quantised[rb - rc + zero] + quantised[rc - ra + zero];
    }

    /** A sample of regular mode. */
    int regular(int context, int ra, int rb, int rc) throws ImageReadException {
        int sign = context < 0 ? -1 : 1;
        int q = context < 0 ? -context : context;
        int predicted = clamp(edge(ra, rb, rc) + sign * c[q]);
        int k = golomb(n[q], a[q]);
        int mapped = code(k, limit);
        int error = (mapped & 1) == 0 ? mapped >> 1 : -(mapped + 1 >> 1);
        if (k == 0 && parameters.near() == 0 && 2 * b[q] <= -n[q]) {
            error = -error - 1;
        }
        if (Math.abs(error) > range) {
            throw BitReader.damaged();
        }
        count(q, error);
        return rebuilt(predicted, sign * error);
    }

    private static int edge(int ra, int rb, int rc) {
        int least = Math.min(ra, rb);
        int most = Math.max(ra, rb);
        return rc >= most ? least : rc <= least ? most : ra + rb - rc;
    }

    private void count(int q, int error) {
        a[q] += Math.abs(error);
        b[q] += error * step;
        if (n[q] == parameters.reset()) {
            a[q] >>= 1;
            b[q] >>= 1;
            n[q] >>= 1;
        }
        n[q]++;
        if (b[q] <= -n[q]) {
            b[q] = Math.max(b[q] + n[q], 1 - n[q]);
            c[q] = Math.max(c[q] - 1, LEAST_CORRECTION);
        } else if (b[q] > 0) {
            b[q] = Math.min(b[q] - n[q], 0);
            c[q] = Math.min(c[q] + 1, MOST_CORRECTION);
        }
    }

    /**
     * The sample that ends a run.
     *
     * @param runOrder bits of the run's length, J[RUNindex]
     * @param alike whether the neighbours count as alike where they are; not in sample-interleaved scans
     */
    int interruption(int ra, int rb, int runOrder, boolean alike) throws ImageReadException {
        int type = alike && Math.abs(ra - rb) <= parameters.near() ? 1 : 0;
        int q = CONTEXTS + type;
        int k = golomb(n[q], type == 1 ? a[q] + (n[q] >> 1) : a[q]);
        int mapped = code(k, limit - runOrder - 1);
        int folded = mapped + type;
        boolean map = (folded & 1) == 1;
        int size = folded + 1 >> 1;
        boolean negative = (k != 0 || 2 * nn[type] >= n[q]) == map;
        int error = negative ? -size : size;
        if (size > range) {
            throw BitReader.damaged();
        }
        if (error < 0) {
            nn[type]++;
        }
        a[q] += mapped + 1 - type >> 1;
        if (n[q] == parameters.reset()) {
            a[q] >>= 1;
            n[q] >>= 1;
            nn[type] >>= 1;
        }
        n[q]++;
        int sign = type == 0 && ra > rb ? -1 : 1;
        return rebuilt(type == 1 ? ra : rb, sign * error);
    }

    private static int golomb(int n, int a) {
        int k = 0;
        for (long shifted = n; shifted < a; shifted <<= 1) {
            k++;
        }
        return k;
    }

    /** A code of limited length (A.5.3). */
    private int code(int k, int most) throws ImageReadException {
        int escape = most - qbpp - 1;
        int zeros = bits.zeros(escape);
        return zeros < escape ? zeros << k | bits.bits(k) : bits.bits(qbpp) + 1;
    }

    private int rebuilt(int predicted, int error) {
        int value = predicted + error * step;
        if (value < -parameters.near()) {
            value += range * step;
        } else if (value > parameters.maxval() + parameters.near()) {
            value -= range * step;
        }
        return clamp(value);
    }

    private int clamp(int value) {
        return Math.max(0, Math.min(parameters.maxval(), value));
    }
}
