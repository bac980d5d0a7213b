package org.medspike.engine.kernel.vector;

import static org.medspike.engine.kernel.vector.VectorKernels.LANES;
import static org.medspike.engine.kernel.vector.VectorKernels.SPECIES;

import jdk.incubator.vector.FloatVector;
import org.medspike.engine.kernel.DenseOuter;

/** Tiles of four input values by two vectors of output channels, summed over the row in registers. */
final class VectorDenseOuter4 implements DenseOuter {

    private static final int ROWS = 4;

    @Override
    public void add(
            float[] in,
            int inOffset,
            int inStride,
            int length,
            float[] gradient,
            int gradientOffset,
            int gradientStride,
            float[] sums,
            int sumOffset,
            int pixels,
            int channels) {
        int pairs = channels - channels % (2 * LANES);
        for (int k = 0; k < length; k += ROWS) {
            int target = sumOffset + k * channels;
            for (int n = 0; n < pairs; n += 2 * LANES) {
                pair(
                        in,
                        inOffset + k,
                        inStride,
                        gradient,
                        gradientOffset + n,
                        gradientStride,
                        sums,
                        target + n,
                        pixels,
                        channels);
            }
            for (int n = pairs; n < channels; n += LANES) {
                single(
                        in,
                        inOffset + k,
                        inStride,
                        gradient,
                        gradientOffset + n,
                        gradientStride,
                        sums,
                        target + n,
                        pixels,
                        channels);
            }
        }
    }

    private static void pair(
            float[] in,
            int source,
            int inStride,
            float[] gradient,
            int from,
            int gradientStride,
            float[] sums,
            int target,
            int pixels,
            int channels) {
        int row1 = target + channels;
        int row2 = row1 + channels;
        int row3 = row2 + channels;
        FloatVector a0 = FloatVector.fromArray(SPECIES, sums, target);
        FloatVector b0 = FloatVector.fromArray(SPECIES, sums, target + LANES);
        FloatVector a1 = FloatVector.fromArray(SPECIES, sums, row1);
        FloatVector b1 = FloatVector.fromArray(SPECIES, sums, row1 + LANES);
        FloatVector a2 = FloatVector.fromArray(SPECIES, sums, row2);
        FloatVector b2 = FloatVector.fromArray(SPECIES, sums, row2 + LANES);
        FloatVector a3 = FloatVector.fromArray(SPECIES, sums, row3);
        FloatVector b3 = FloatVector.fromArray(SPECIES, sums, row3 + LANES);
        for (int p = 0; p < pixels; p++) {
            FloatVector g = FloatVector.fromArray(SPECIES, gradient, from);
            FloatVector h = FloatVector.fromArray(SPECIES, gradient, from + LANES);
            FloatVector x0 = FloatVector.broadcast(SPECIES, in[source]);
            FloatVector x1 = FloatVector.broadcast(SPECIES, in[source + 1]);
            FloatVector x2 = FloatVector.broadcast(SPECIES, in[source + 2]);
            FloatVector x3 = FloatVector.broadcast(SPECIES, in[source + 3]);
            a0 = x0.fma(g, a0);
            b0 = x0.fma(h, b0);
            a1 = x1.fma(g, a1);
            b1 = x1.fma(h, b1);
            a2 = x2.fma(g, a2);
            b2 = x2.fma(h, b2);
            a3 = x3.fma(g, a3);
            b3 = x3.fma(h, b3);
            source += inStride;
            from += gradientStride;
        }
        a0.intoArray(sums, target);
        b0.intoArray(sums, target + LANES);
        a1.intoArray(sums, row1);
        b1.intoArray(sums, row1 + LANES);
        a2.intoArray(sums, row2);
        b2.intoArray(sums, row2 + LANES);
        a3.intoArray(sums, row3);
        b3.intoArray(sums, row3 + LANES);
    }

    private static void single(
            float[] in,
            int source,
            int inStride,
            float[] gradient,
            int from,
            int gradientStride,
            float[] sums,
            int target,
            int pixels,
            int channels) {
        int row1 = target + channels;
        int row2 = row1 + channels;
        int row3 = row2 + channels;
        FloatVector a0 = FloatVector.fromArray(SPECIES, sums, target);
        FloatVector a1 = FloatVector.fromArray(SPECIES, sums, row1);
        FloatVector a2 = FloatVector.fromArray(SPECIES, sums, row2);
        FloatVector a3 = FloatVector.fromArray(SPECIES, sums, row3);
        for (int p = 0; p < pixels; p++) {
            FloatVector g = FloatVector.fromArray(SPECIES, gradient, from);
            a0 = FloatVector.broadcast(SPECIES, in[source]).fma(g, a0);
            a1 = FloatVector.broadcast(SPECIES, in[source + 1]).fma(g, a1);
            a2 = FloatVector.broadcast(SPECIES, in[source + 2]).fma(g, a2);
            a3 = FloatVector.broadcast(SPECIES, in[source + 3]).fma(g, a3);
            source += inStride;
            from += gradientStride;
        }
        a0.intoArray(sums, target);
        a1.intoArray(sums, row1);
        a2.intoArray(sums, row2);
        a3.intoArray(sums, row3);
    }
}
