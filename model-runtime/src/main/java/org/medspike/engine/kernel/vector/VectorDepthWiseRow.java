package org.medspike.engine.kernel.vector;

import static org.medspike.engine.kernel.vector.VectorKernels.LANES;
import static org.medspike.engine.kernel.vector.VectorKernels.SPECIES;

import jdk.incubator.vector.FloatVector;
import org.medspike.engine.kernel.DepthWiseRow;

/**
 * One vector of channels after the other, along the whole row: its nine weights stay in registers, and two pixels at once
 * share what they read.
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
        for (int c = 0; c < channels; c += LANES) {
            lane(
                    in,
                    above + c,
                    here + c,
                    below + c,
                    weights,
                    weightOffset + c,
                    bias,
                    biasOffset + c,
                    out,
                    outOffset + c,
                    width,
                    channels);
        }
    }

    private static void lane(
            float[] in,
            int above,
            int here,
            int below,
            float[] weights,
            int c,
            float[] bias,
            int biasOffset,
            float[] out,
            int target,
            int width,
            int channels) {
        FloatVector w0 = FloatVector.fromArray(SPECIES, weights, c);
        FloatVector w1 = FloatVector.fromArray(SPECIES, weights, c + channels);
        FloatVector w2 = FloatVector.fromArray(SPECIES, weights, c + 2 * channels);
        FloatVector w3 = FloatVector.fromArray(SPECIES, weights, c + 3 * channels);
        FloatVector w4 = FloatVector.fromArray(SPECIES, weights, c + 4 * channels);
        FloatVector w5 = FloatVector.fromArray(SPECIES, weights, c + 5 * channels);
        FloatVector w6 = FloatVector.fromArray(SPECIES, weights, c + 6 * channels);
        FloatVector w7 = FloatVector.fromArray(SPECIES, weights, c + 7 * channels);
        FloatVector w8 = FloatVector.fromArray(SPECIES, weights, c + 8 * channels);
        FloatVector start = FloatVector.fromArray(SPECIES, bias, biasOffset);
        int position = 0;
        int x = 0;
        for (; x + 1 < width; x += 2) {
            int p1 = position + channels;
            int p2 = p1 + channels;
            int p3 = p2 + channels;
            FloatVector a0 = FloatVector.fromArray(SPECIES, in, above + position);
            FloatVector a1 = FloatVector.fromArray(SPECIES, in, above + p1);
            FloatVector a2 = FloatVector.fromArray(SPECIES, in, above + p2);
            FloatVector a3 = FloatVector.fromArray(SPECIES, in, above + p3);
            FloatVector top = a0.fma(w0, start);
            FloatVector nextTop = a1.fma(w0, start);
            top = a1.fma(w1, top);
            nextTop = a2.fma(w1, nextTop);
            top = a2.fma(w2, top);
            nextTop = a3.fma(w2, nextTop);
            FloatVector b0 = FloatVector.fromArray(SPECIES, in, here + position);
            FloatVector b1 = FloatVector.fromArray(SPECIES, in, here + p1);
            FloatVector b2 = FloatVector.fromArray(SPECIES, in, here + p2);
            FloatVector b3 = FloatVector.fromArray(SPECIES, in, here + p3);
            FloatVector middle = b0.mul(w3);
            FloatVector nextMiddle = b1.mul(w3);
            middle = b1.fma(w4, middle);
            nextMiddle = b2.fma(w4, nextMiddle);
            middle = b2.fma(w5, middle);
            nextMiddle = b3.fma(w5, nextMiddle);
            FloatVector c0 = FloatVector.fromArray(SPECIES, in, below + position);
            FloatVector c1 = FloatVector.fromArray(SPECIES, in, below + p1);
            FloatVector c2 = FloatVector.fromArray(SPECIES, in, below + p2);
            FloatVector c3 = FloatVector.fromArray(SPECIES, in, below + p3);
            FloatVector bottom = c0.mul(w6);
            FloatVector nextBottom = c1.mul(w6);
            bottom = c1.fma(w7, bottom);
            nextBottom = c2.fma(w7, nextBottom);
            bottom = c2.fma(w8, bottom);
            nextBottom = c3.fma(w8, nextBottom);
            top.add(middle).add(bottom).intoArray(out, target + position);
            nextTop.add(nextMiddle).add(nextBottom).intoArray(out, target + p1);
            position = p2;
        }
        if (x < width) {
            int p1 = position + channels;
            int p2 = p1 + channels;
            FloatVector top =
                    FloatVector.fromArray(SPECIES, in, above + position).fma(w0, start);
            FloatVector middle =
                    FloatVector.fromArray(SPECIES, in, here + position).mul(w3);
            FloatVector bottom =
                    FloatVector.fromArray(SPECIES, in, below + position).mul(w6);
            top = FloatVector.fromArray(SPECIES, in, above + p1).fma(w1, top);
            middle = FloatVector.fromArray(SPECIES, in, here + p1).fma(w4, middle);
            bottom = FloatVector.fromArray(SPECIES, in, below + p1).fma(w7, bottom);
            top = FloatVector.fromArray(SPECIES, in, above + p2).fma(w2, top);
            middle = FloatVector.fromArray(SPECIES, in, here + p2).fma(w5, middle);
            bottom = FloatVector.fromArray(SPECIES, in, below + p2).fma(w8, bottom);
            top.add(middle).add(bottom).intoArray(out, target + position);
        }
    }
}
