package org.medspike.engine.kernel.vector;

import static org.medspike.engine.kernel.vector.VectorKernels.LANES;
import static org.medspike.engine.kernel.vector.VectorKernels.SPECIES;

import jdk.incubator.vector.FloatVector;
import org.medspike.engine.kernel.DepthWiseOuter;

/** One vector of channels after the other, along the whole row: nine sums in registers, each input read once. */
final class VectorDepthWiseOuter implements DepthWiseOuter {

    @Override
    public void add(
            float[] in,
            int above,
            int here,
            int below,
            float[] gradient,
            int gradientOffset,
            float[] sums,
            int sumOffset,
            int width,
            int channels) {
        for (int c = 0; c < channels; c += LANES) {
            lane(
                    in,
                    above + c,
                    here + c,
                    below + c,
                    gradient,
                    gradientOffset + c,
                    sums,
                    sumOffset + c,
                    width,
                    channels);
        }
    }

    private static void lane(
            float[] in,
            int above,
            int here,
            int below,
            float[] gradient,
            int from,
            float[] sums,
            int target,
            int width,
            int channels) {
        FloatVector s0 = FloatVector.zero(SPECIES);
        FloatVector s1 = FloatVector.zero(SPECIES);
        FloatVector s2 = FloatVector.zero(SPECIES);
        FloatVector s3 = FloatVector.zero(SPECIES);
        FloatVector s4 = FloatVector.zero(SPECIES);
        FloatVector s5 = FloatVector.zero(SPECIES);
        FloatVector s6 = FloatVector.zero(SPECIES);
        FloatVector s7 = FloatVector.zero(SPECIES);
        FloatVector s8 = FloatVector.zero(SPECIES);
        // What is in the middle for one pixel was on the right for the one before.
        FloatVector a0 = FloatVector.fromArray(SPECIES, in, above);
        FloatVector a1 = FloatVector.fromArray(SPECIES, in, above + channels);
        FloatVector b0 = FloatVector.fromArray(SPECIES, in, here);
        FloatVector b1 = FloatVector.fromArray(SPECIES, in, here + channels);
        FloatVector c0 = FloatVector.fromArray(SPECIES, in, below);
        FloatVector c1 = FloatVector.fromArray(SPECIES, in, below + channels);
        int right = 2 * channels;
        for (int x = 0; x < width; x++) {
            FloatVector g = FloatVector.fromArray(SPECIES, gradient, from);
            FloatVector a2 = FloatVector.fromArray(SPECIES, in, above + right);
            FloatVector b2 = FloatVector.fromArray(SPECIES, in, here + right);
            FloatVector c2 = FloatVector.fromArray(SPECIES, in, below + right);
            s0 = a0.fma(g, s0);
            s1 = a1.fma(g, s1);
            s2 = a2.fma(g, s2);
            s3 = b0.fma(g, s3);
            s4 = b1.fma(g, s4);
            s5 = b2.fma(g, s5);
            s6 = c0.fma(g, s6);
            s7 = c1.fma(g, s7);
            s8 = c2.fma(g, s8);
            a0 = a1;
            a1 = a2;
            b0 = b1;
            b1 = b2;
            c0 = c1;
            c1 = c2;
            from += channels;
            right += channels;
        }
        add(s0, sums, target);
        add(s1, sums, target + channels);
        add(s2, sums, target + 2 * channels);
        add(s3, sums, target + 3 * channels);
        add(s4, sums, target + 4 * channels);
        add(s5, sums, target + 5 * channels);
        add(s6, sums, target + 6 * channels);
        add(s7, sums, target + 7 * channels);
        add(s8, sums, target + 8 * channels);
    }

    private static void add(FloatVector sum, float[] sums, int target) {
        sum.add(FloatVector.fromArray(SPECIES, sums, target)).intoArray(sums, target);
    }
}
