package org.medspike.engine.kernel.vector;

import static org.medspike.engine.kernel.vector.VectorKernels.LANES;
import static org.medspike.engine.kernel.vector.VectorKernels.SPECIES;

import jdk.incubator.vector.FloatVector;
import org.medspike.engine.kernel.SpikeRows;

/** Lists the neurons of a pixel that fired, then adds up their rows, up to four vectors of channels at once. */
final class VectorSpikeRows implements SpikeRows {

    @Override
    public void add(
            int[] bits,
            int bitOffset,
            int words,
            float[] weights,
            int weightOffset,
            float[] start,
            int startOffset,
            int startStride,
            float[] out,
            int outOffset,
            int outStride,
            int pixels,
            int channels,
            int[] events) {
        for (int p = 0; p < pixels; p++) {
            int count = list(bits, bitOffset + p * words, words, channels, weightOffset, events);
            int from = startOffset + p * startStride;
            int target = outOffset + p * outStride;
            int n = 0;
            for (; n + 4 * LANES <= channels; n += 4 * LANES) {
                four(weights, n, events, count, start, from + n, out, target + n);
            }
            for (; n + 2 * LANES <= channels; n += 2 * LANES) {
                two(weights, n, events, count, start, from + n, out, target + n);
            }
            for (; n < channels; n += LANES) {
                one(weights, n, events, count, start, from + n, out, target + n);
            }
        }
    }

    /** Where the rows of those that fired begin. */
    static int list(int[] bits, int first, int words, int channels, int offset, int[] events) {
        int count = 0;
        int base = offset;
        for (int w = 0; w < words; w++) {
            int rest = bits[first + w];
            while (rest != 0) {
                events[count++] = base + Integer.numberOfTrailingZeros(rest) * channels;
                rest &= rest - 1;
            }
            base += 32 * channels;
        }
        return count;
    }

    private static void four(
            float[] weights, int n, int[] events, int count, float[] start, int from, float[] out, int target) {
        FloatVector a = FloatVector.fromArray(SPECIES, start, from);
        FloatVector b = FloatVector.fromArray(SPECIES, start, from + LANES);
        FloatVector c = FloatVector.fromArray(SPECIES, start, from + 2 * LANES);
        FloatVector d = FloatVector.fromArray(SPECIES, start, from + 3 * LANES);
        for (int i = 0; i < count; i++) {
            int row = events[i] + n;
            a = a.add(FloatVector.fromArray(SPECIES, weights, row));
            b = b.add(FloatVector.fromArray(SPECIES, weights, row + LANES));
            c = c.add(FloatVector.fromArray(SPECIES, weights, row + 2 * LANES));
            d = d.add(FloatVector.fromArray(SPECIES, weights, row + 3 * LANES));
        }
        a.intoArray(out, target);
        b.intoArray(out, target + LANES);
        c.intoArray(out, target + 2 * LANES);
        d.intoArray(out, target + 3 * LANES);
    }

    private static void two(
            float[] weights, int n, int[] events, int count, float[] start, int from, float[] out, int target) {
        FloatVector a = FloatVector.fromArray(SPECIES, start, from);
        FloatVector b = FloatVector.fromArray(SPECIES, start, from + LANES);
        for (int i = 0; i < count; i++) {
            int row = events[i] + n;
            a = a.add(FloatVector.fromArray(SPECIES, weights, row));
            b = b.add(FloatVector.fromArray(SPECIES, weights, row + LANES));
        }
        a.intoArray(out, target);
        b.intoArray(out, target + LANES);
    }

    private static void one(
            float[] weights, int n, int[] events, int count, float[] start, int from, float[] out, int target) {
        FloatVector a = FloatVector.fromArray(SPECIES, start, from);
        for (int i = 0; i < count; i++) {
            a = a.add(FloatVector.fromArray(SPECIES, weights, events[i] + n));
        }
        a.intoArray(out, target);
    }
}
