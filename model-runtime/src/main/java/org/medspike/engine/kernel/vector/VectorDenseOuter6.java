package org.medspike.engine.kernel.vector;

import static org.medspike.engine.kernel.vector.VectorKernels.LANES;
import static org.medspike.engine.kernel.vector.VectorKernels.SPECIES;

import jdk.incubator.vector.FloatVector;
import org.medspike.engine.kernel.DenseOuter;

/** Tiles of six input values, or four at the end, by two vectors of output channels, summed over the row in registers. */
final class VectorDenseOuter6 implements DenseOuter {

    private static final int PANEL = 2 * LANES;
    private static final int ROWS = 6;
    private static final int FEW = 4;

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
        int few = VectorDenseRows6.inFours(length);
        int k = 0;
        for (; k + ROWS + few <= length; k += ROWS) {
            for (int n = 0; n < channels; n += PANEL) {
                int from = gradientOffset + n;
                int target = sumOffset + k * channels + n;
                six(in, inOffset + k, inStride, gradient, from, gradientStride, sums, target, pixels, channels);
            }
        }
        // Lengths are multiples of eight, so nothing is left after the fours.
        for (; k < length; k += FEW) {
            for (int n = 0; n < channels; n += PANEL) {
                int from = gradientOffset + n;
                int target = sumOffset + k * channels + n;
                four(in, inOffset + k, inStride, gradient, from, gradientStride, sums, target, pixels, channels);
            }
        }
    }

    private static void six(
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
        int row4 = row3 + channels;
        int row5 = row4 + channels;
        FloatVector a0 = FloatVector.fromArray(SPECIES, sums, target);
        FloatVector b0 = FloatVector.fromArray(SPECIES, sums, target + LANES);
        FloatVector a1 = FloatVector.fromArray(SPECIES, sums, row1);
        FloatVector b1 = FloatVector.fromArray(SPECIES, sums, row1 + LANES);
        FloatVector a2 = FloatVector.fromArray(SPECIES, sums, row2);
        FloatVector b2 = FloatVector.fromArray(SPECIES, sums, row2 + LANES);
        FloatVector a3 = FloatVector.fromArray(SPECIES, sums, row3);
        FloatVector b3 = FloatVector.fromArray(SPECIES, sums, row3 + LANES);
        FloatVector a4 = FloatVector.fromArray(SPECIES, sums, row4);
        FloatVector b4 = FloatVector.fromArray(SPECIES, sums, row4 + LANES);
        FloatVector a5 = FloatVector.fromArray(SPECIES, sums, row5);
        FloatVector b5 = FloatVector.fromArray(SPECIES, sums, row5 + LANES);
        for (int p = 0; p < pixels; p++) {
            FloatVector g = FloatVector.fromArray(SPECIES, gradient, from);
            FloatVector h = FloatVector.fromArray(SPECIES, gradient, from + LANES);
            FloatVector x0 = FloatVector.broadcast(SPECIES, in[source]);
            a0 = x0.fma(g, a0);
            b0 = x0.fma(h, b0);
            FloatVector x1 = FloatVector.broadcast(SPECIES, in[source + 1]);
            a1 = x1.fma(g, a1);
            b1 = x1.fma(h, b1);
            FloatVector x2 = FloatVector.broadcast(SPECIES, in[source + 2]);
            a2 = x2.fma(g, a2);
            b2 = x2.fma(h, b2);
            FloatVector x3 = FloatVector.broadcast(SPECIES, in[source + 3]);
            a3 = x3.fma(g, a3);
            b3 = x3.fma(h, b3);
            FloatVector x4 = FloatVector.broadcast(SPECIES, in[source + 4]);
            a4 = x4.fma(g, a4);
            b4 = x4.fma(h, b4);
            FloatVector x5 = FloatVector.broadcast(SPECIES, in[source + 5]);
            a5 = x5.fma(g, a5);
            b5 = x5.fma(h, b5);
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
        a4.intoArray(sums, row4);
        b4.intoArray(sums, row4 + LANES);
        a5.intoArray(sums, row5);
        b5.intoArray(sums, row5 + LANES);
    }

    private static void four(
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
            a0 = x0.fma(g, a0);
            b0 = x0.fma(h, b0);
            FloatVector x1 = FloatVector.broadcast(SPECIES, in[source + 1]);
            a1 = x1.fma(g, a1);
            b1 = x1.fma(h, b1);
            FloatVector x2 = FloatVector.broadcast(SPECIES, in[source + 2]);
            a2 = x2.fma(g, a2);
            b2 = x2.fma(h, b2);
            FloatVector x3 = FloatVector.broadcast(SPECIES, in[source + 3]);
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
}
