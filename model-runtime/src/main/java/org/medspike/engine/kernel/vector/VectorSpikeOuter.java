package org.medspike.engine.kernel.vector;

import static org.medspike.engine.kernel.vector.VectorKernels.LANES;
import static org.medspike.engine.kernel.vector.VectorKernels.SPECIES;

import jdk.incubator.vector.FloatVector;
import org.medspike.engine.kernel.SpikeOuter;

/** Pixel by pixel, event by event: the values stay in registers while they are added to each row. */
final class VectorSpikeOuter implements SpikeOuter {

    @Override
    public void add(
            int[] bits,
            int bitOffset,
            int words,
            float[] values,
            int valueOffset,
            int valueStride,
            float[] sums,
            int sumOffset,
            int pixels,
            int channels,
            int[] events) {
        for (int p = 0; p < pixels; p++) {
            int count = VectorSpikeRows.list(bits, bitOffset + p * words, words, channels, sumOffset, events);
            int source = valueOffset + p * valueStride;
            int n = 0;
            for (; n + 4 * LANES <= channels; n += 4 * LANES) {
                four(values, source + n, events, count, sums, n);
            }
            for (; n + 2 * LANES <= channels; n += 2 * LANES) {
                two(values, source + n, events, count, sums, n);
            }
            for (; n < channels; n += LANES) {
                one(values, source + n, events, count, sums, n);
            }
        }
    }

    private static void four(float[] values, int source, int[] events, int count, float[] sums, int n) {
        FloatVector a = FloatVector.fromArray(SPECIES, values, source);
        FloatVector b = FloatVector.fromArray(SPECIES, values, source + LANES);
        FloatVector c = FloatVector.fromArray(SPECIES, values, source + 2 * LANES);
        FloatVector d = FloatVector.fromArray(SPECIES, values, source + 3 * LANES);
        for (int i = 0; i < count; i++) {
            int row = events[i] + n;
            a.add(FloatVector.fromArray(SPECIES, sums, row)).intoArray(sums, row);
            b.add(FloatVector.fromArray(SPECIES, sums, row + LANES)).intoArray(sums, row + LANES);
            c.add(FloatVector.fromArray(SPECIES, sums, row + 2 * LANES)).intoArray(sums, row + 2 * LANES);
            d.add(FloatVector.fromArray(SPECIES, sums, row + 3 * LANES)).intoArray(sums, row + 3 * LANES);
        }
    }

    private static void two(float[] values, int source, int[] events, int count, float[] sums, int n) {
        FloatVector a = FloatVector.fromArray(SPECIES, values, source);
        FloatVector b = FloatVector.fromArray(SPECIES, values, source + LANES);
        for (int i = 0; i < count; i++) {
            int row = events[i] + n;
            a.add(FloatVector.fromArray(SPECIES, sums, row)).intoArray(sums, row);
            b.add(FloatVector.fromArray(SPECIES, sums, row + LANES)).intoArray(sums, row + LANES);
        }
    }

    private static void one(float[] values, int source, int[] events, int count, float[] sums, int n) {
        FloatVector a = FloatVector.fromArray(SPECIES, values, source);
        for (int i = 0; i < count; i++) {
            int row = events[i] + n;
            a.add(FloatVector.fromArray(SPECIES, sums, row)).intoArray(sums, row);
        }
    }
}
