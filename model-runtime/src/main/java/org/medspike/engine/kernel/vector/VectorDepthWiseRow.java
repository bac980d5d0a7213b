package org.medspike.engine.kernel.vector;

import static org.medspike.engine.kernel.vector.VectorKernels.LANES;
import static org.medspike.engine.kernel.vector.VectorKernels.SPECIES;

import jdk.incubator.vector.FloatVector;
import org.medspike.engine.kernel.DepthWiseRow;

/**
 * Two pixels at a time, all their channels: they share the weights and half of what they read, and each cache line of the
 * rows comes once.
 */
final class VectorDepthWiseRow implements DepthWiseRow {

    @Override
    public void apply(
            float[] in,
            int above,
            int here,
            int below,
            float[] weights,
            int weightOffset,
            float[] bias,
            int biasOffset,
            float[] out,
            int outOffset,
            int width,
            int channels) {
        int x = 0;
        for (; x + 1 < width; x += 2) {
            int from = x * channels;
            two(
                    in,
                    above + from,
                    here + from,
                    below + from,
                    weights,
                    weightOffset,
                    bias,
                    biasOffset,
                    out,
                    outOffset + from,
                    channels);
        }
        if (x < width) {
            int from = x * channels;
            one(
                    in,
                    above + from,
                    here + from,
                    below + from,
                    weights,
                    weightOffset,
                    bias,
                    biasOffset,
                    out,
                    outOffset + from,
                    channels);
        }
    }

    private static void two(
            float[] in,
            int above,
            int here,
            int below,
            float[] weights,
            int weightOffset,
            float[] bias,
            int biasOffset,
            float[] out,
            int target,
            int channels) {
        int right = 2 * channels;
        int second = 3 * channels;
        for (int c = 0; c < channels; c += LANES) {
            int w = weightOffset + c;
            FloatVector start = FloatVector.fromArray(SPECIES, bias, biasOffset + c);
            FloatVector w0 = FloatVector.fromArray(SPECIES, weights, w);
            FloatVector w1 = FloatVector.fromArray(SPECIES, weights, w + channels);
            FloatVector w2 = FloatVector.fromArray(SPECIES, weights, w + right);
            FloatVector x1 = FloatVector.fromArray(SPECIES, in, above + channels + c);
            FloatVector x2 = FloatVector.fromArray(SPECIES, in, above + right + c);
            FloatVector top = FloatVector.fromArray(SPECIES, in, above + c).fma(w0, start);
            FloatVector nextTop = x1.fma(w0, start);
            top = x1.fma(w1, top);
            nextTop = x2.fma(w1, nextTop);
            top = x2.fma(w2, top);
            nextTop = FloatVector.fromArray(SPECIES, in, above + second + c).fma(w2, nextTop);
            w += second;
            w0 = FloatVector.fromArray(SPECIES, weights, w);
            w1 = FloatVector.fromArray(SPECIES, weights, w + channels);
            w2 = FloatVector.fromArray(SPECIES, weights, w + right);
            x1 = FloatVector.fromArray(SPECIES, in, here + channels + c);
            x2 = FloatVector.fromArray(SPECIES, in, here + right + c);
            FloatVector middle = FloatVector.fromArray(SPECIES, in, here + c).mul(w0);
            FloatVector nextMiddle = x1.mul(w0);
            middle = x1.fma(w1, middle);
            nextMiddle = x2.fma(w1, nextMiddle);
            middle = x2.fma(w2, middle);
            nextMiddle = FloatVector.fromArray(SPECIES, in, here + second + c).fma(w2, nextMiddle);
            w += second;
            w0 = FloatVector.fromArray(SPECIES, weights, w);
            w1 = FloatVector.fromArray(SPECIES, weights, w + channels);
            w2 = FloatVector.fromArray(SPECIES, weights, w + right);
            x1 = FloatVector.fromArray(SPECIES, in, below + channels + c);
            x2 = FloatVector.fromArray(SPECIES, in, below + right + c);
            FloatVector bottom = FloatVector.fromArray(SPECIES, in, below + c).mul(w0);
            FloatVector nextBottom = x1.mul(w0);
            bottom = x1.fma(w1, bottom);
            nextBottom = x2.fma(w1, nextBottom);
            bottom = x2.fma(w2, bottom);
            nextBottom = FloatVector.fromArray(SPECIES, in, below + second + c).fma(w2, nextBottom);
            top.add(middle).add(bottom).intoArray(out, target + c);
            nextTop.add(nextMiddle).add(nextBottom).intoArray(out, target + channels + c);
        }
    }

    private static void one(
            float[] in,
            int above,
            int here,
            int below,
            float[] weights,
            int weightOffset,
            float[] bias,
            int biasOffset,
            float[] out,
            int target,
            int channels) {
        for (int c = 0; c < channels; c += LANES) {
            int w = weightOffset + c;
            FloatVector sum = FloatVector.fromArray(SPECIES, bias, biasOffset + c);
            sum = FloatVector.fromArray(SPECIES, in, above + c).fma(FloatVector.fromArray(SPECIES, weights, w), sum);
            sum = FloatVector.fromArray(SPECIES, in, above + channels + c)
                    .fma(FloatVector.fromArray(SPECIES, weights, w + channels), sum);
            sum = FloatVector.fromArray(SPECIES, in, above + 2 * channels + c)
                    .fma(FloatVector.fromArray(SPECIES, weights, w + 2 * channels), sum);
            sum = FloatVector.fromArray(SPECIES, in, here + c)
                    .fma(FloatVector.fromArray(SPECIES, weights, w + 3 * channels), sum);
            sum = FloatVector.fromArray(SPECIES, in, here + channels + c)
                    .fma(FloatVector.fromArray(SPECIES, weights, w + 4 * channels), sum);
            sum = FloatVector.fromArray(SPECIES, in, here + 2 * channels + c)
                    .fma(FloatVector.fromArray(SPECIES, weights, w + 5 * channels), sum);
            sum = FloatVector.fromArray(SPECIES, in, below + c)
                    .fma(FloatVector.fromArray(SPECIES, weights, w + 6 * channels), sum);
            sum = FloatVector.fromArray(SPECIES, in, below + channels + c)
                    .fma(FloatVector.fromArray(SPECIES, weights, w + 7 * channels), sum);
            sum = FloatVector.fromArray(SPECIES, in, below + 2 * channels + c)
                    .fma(FloatVector.fromArray(SPECIES, weights, w + 8 * channels), sum);
            sum.intoArray(out, target + c);
        }
    }
}
