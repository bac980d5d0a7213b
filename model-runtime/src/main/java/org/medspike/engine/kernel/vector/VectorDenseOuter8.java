package org.medspike.engine.kernel.vector;

import static org.medspike.engine.kernel.vector.VectorKernels.LANES;
import static org.medspike.engine.kernel.vector.VectorKernels.SPECIES;

import jdk.incubator.vector.FloatVector;
import org.medspike.engine.kernel.DenseOuter;

/**
 * Tiles of eight input values by two vectors of output channels, summed over the row in registers.
 *
 * <p>Pixels are found by the loop's own variable: variables that went along beside it were kept in vector registers and on the
 * stack, at a little more than half the speed.
 */
final class VectorDenseOuter8 implements DenseOuter {

    private static final int ROWS = 8;

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
        FloatVector a0 = FloatVector.fromArray(SPECIES, sums, target);
        FloatVector b0 = FloatVector.fromArray(SPECIES, sums, target + LANES);
        FloatVector a1 = FloatVector.fromArray(SPECIES, sums, target + channels);
        FloatVector b1 = FloatVector.fromArray(SPECIES, sums, target + channels + LANES);
        FloatVector a2 = FloatVector.fromArray(SPECIES, sums, target + 2 * channels);
        FloatVector b2 = FloatVector.fromArray(SPECIES, sums, target + 2 * channels + LANES);
        FloatVector a3 = FloatVector.fromArray(SPECIES, sums, target + 3 * channels);
        FloatVector b3 = FloatVector.fromArray(SPECIES, sums, target + 3 * channels + LANES);
        FloatVector a4 = FloatVector.fromArray(SPECIES, sums, target + 4 * channels);
        FloatVector b4 = FloatVector.fromArray(SPECIES, sums, target + 4 * channels + LANES);
        FloatVector a5 = FloatVector.fromArray(SPECIES, sums, target + 5 * channels);
        FloatVector b5 = FloatVector.fromArray(SPECIES, sums, target + 5 * channels + LANES);
        FloatVector a6 = FloatVector.fromArray(SPECIES, sums, target + 6 * channels);
        FloatVector b6 = FloatVector.fromArray(SPECIES, sums, target + 6 * channels + LANES);
        FloatVector a7 = FloatVector.fromArray(SPECIES, sums, target + 7 * channels);
        FloatVector b7 = FloatVector.fromArray(SPECIES, sums, target + 7 * channels + LANES);
        for (int p = 0; p < pixels; p++) {
            FloatVector g = FloatVector.fromArray(SPECIES, gradient, from + p * gradientStride);
            FloatVector h = FloatVector.fromArray(SPECIES, gradient, from + p * gradientStride + LANES);
            FloatVector x0 = FloatVector.broadcast(SPECIES, in[source + p * inStride]);
            a0 = x0.fma(g, a0);
            b0 = x0.fma(h, b0);
            FloatVector x1 = FloatVector.broadcast(SPECIES, in[source + p * inStride + 1]);
            a1 = x1.fma(g, a1);
            b1 = x1.fma(h, b1);
            FloatVector x2 = FloatVector.broadcast(SPECIES, in[source + p * inStride + 2]);
            a2 = x2.fma(g, a2);
            b2 = x2.fma(h, b2);
            FloatVector x3 = FloatVector.broadcast(SPECIES, in[source + p * inStride + 3]);
            a3 = x3.fma(g, a3);
            b3 = x3.fma(h, b3);
            FloatVector x4 = FloatVector.broadcast(SPECIES, in[source + p * inStride + 4]);
            a4 = x4.fma(g, a4);
            b4 = x4.fma(h, b4);
            FloatVector x5 = FloatVector.broadcast(SPECIES, in[source + p * inStride + 5]);
            a5 = x5.fma(g, a5);
            b5 = x5.fma(h, b5);
            FloatVector x6 = FloatVector.broadcast(SPECIES, in[source + p * inStride + 6]);
            a6 = x6.fma(g, a6);
            b6 = x6.fma(h, b6);
            FloatVector x7 = FloatVector.broadcast(SPECIES, in[source + p * inStride + 7]);
            a7 = x7.fma(g, a7);
            b7 = x7.fma(h, b7);
        }
        a0.intoArray(sums, target);
        b0.intoArray(sums, target + LANES);
        a1.intoArray(sums, target + channels);
        b1.intoArray(sums, target + channels + LANES);
        a2.intoArray(sums, target + 2 * channels);
        b2.intoArray(sums, target + 2 * channels + LANES);
        a3.intoArray(sums, target + 3 * channels);
        b3.intoArray(sums, target + 3 * channels + LANES);
        a4.intoArray(sums, target + 4 * channels);
        b4.intoArray(sums, target + 4 * channels + LANES);
        a5.intoArray(sums, target + 5 * channels);
        b5.intoArray(sums, target + 5 * channels + LANES);
        a6.intoArray(sums, target + 6 * channels);
        b6.intoArray(sums, target + 6 * channels + LANES);
        a7.intoArray(sums, target + 7 * channels);
        b7.intoArray(sums, target + 7 * channels + LANES);
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
        FloatVector a0 = FloatVector.fromArray(SPECIES, sums, target);
        FloatVector a1 = FloatVector.fromArray(SPECIES, sums, target + channels);
        FloatVector a2 = FloatVector.fromArray(SPECIES, sums, target + 2 * channels);
        FloatVector a3 = FloatVector.fromArray(SPECIES, sums, target + 3 * channels);
        FloatVector a4 = FloatVector.fromArray(SPECIES, sums, target + 4 * channels);
        FloatVector a5 = FloatVector.fromArray(SPECIES, sums, target + 5 * channels);
        FloatVector a6 = FloatVector.fromArray(SPECIES, sums, target + 6 * channels);
        FloatVector a7 = FloatVector.fromArray(SPECIES, sums, target + 7 * channels);
        for (int p = 0; p < pixels; p++) {
            FloatVector g = FloatVector.fromArray(SPECIES, gradient, from + p * gradientStride);
            a0 = FloatVector.broadcast(SPECIES, in[source + p * inStride]).fma(g, a0);
            a1 = FloatVector.broadcast(SPECIES, in[source + p * inStride + 1]).fma(g, a1);
            a2 = FloatVector.broadcast(SPECIES, in[source + p * inStride + 2]).fma(g, a2);
            a3 = FloatVector.broadcast(SPECIES, in[source + p * inStride + 3]).fma(g, a3);
            a4 = FloatVector.broadcast(SPECIES, in[source + p * inStride + 4]).fma(g, a4);
            a5 = FloatVector.broadcast(SPECIES, in[source + p * inStride + 5]).fma(g, a5);
            a6 = FloatVector.broadcast(SPECIES, in[source + p * inStride + 6]).fma(g, a6);
            a7 = FloatVector.broadcast(SPECIES, in[source + p * inStride + 7]).fma(g, a7);
        }
        a0.intoArray(sums, target);
        a1.intoArray(sums, target + channels);
        a2.intoArray(sums, target + 2 * channels);
        a3.intoArray(sums, target + 3 * channels);
        a4.intoArray(sums, target + 4 * channels);
        a5.intoArray(sums, target + 5 * channels);
        a6.intoArray(sums, target + 6 * channels);
        a7.intoArray(sums, target + 7 * channels);
    }
}
