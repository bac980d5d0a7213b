package org.medspike.engine.kernel.vector;

import static org.medspike.engine.kernel.vector.VectorKernels.LANES;
import static org.medspike.engine.kernel.vector.VectorKernels.SPECIES;

import jdk.incubator.vector.FloatVector;
import org.medspike.engine.kernel.DepthWiseRow;

/** One vector of channels after the other, along the whole row: its nine weights stay in registers. */
final class VectorDepthWiseRow implements DepthWiseRow {

    @Override
    public void apply(
            float[] in,
            int above,
            int here,
            int below,
            float[] weights,
            float[] bias,
            float[] out,
            int outOffset,
            int width,
            int channels) {
        for (int c = 0; c < channels; c += LANES) {
            lane(in, above + c, here + c, below + c, weights, c, bias, out, outOffset + c, width, channels);
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
        FloatVector start = FloatVector.fromArray(SPECIES, bias, c);
        int next = channels;
        int afterNext = 2 * channels;
        int position = 0;
        for (int x = 0; x < width; x++) {
            FloatVector top =
                    FloatVector.fromArray(SPECIES, in, above + position).fma(w0, start);
            FloatVector middle =
                    FloatVector.fromArray(SPECIES, in, here + position).mul(w3);
            FloatVector bottom =
                    FloatVector.fromArray(SPECIES, in, below + position).mul(w6);
            top = FloatVector.fromArray(SPECIES, in, above + position + next).fma(w1, top);
            middle = FloatVector.fromArray(SPECIES, in, here + position + next).fma(w4, middle);
            bottom = FloatVector.fromArray(SPECIES, in, below + position + next).fma(w7, bottom);
            top = FloatVector.fromArray(SPECIES, in, above + position + afterNext)
                    .fma(w2, top);
            middle = FloatVector.fromArray(SPECIES, in, here + position + afterNext)
                    .fma(w5, middle);
            bottom = FloatVector.fromArray(SPECIES, in, below + position + afterNext)
                    .fma(w8, bottom);
            top.add(middle).add(bottom).intoArray(out, target + position);
            position += channels;
        }
    }
}
