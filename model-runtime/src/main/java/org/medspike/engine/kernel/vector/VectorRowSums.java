package org.medspike.engine.kernel.vector;

import static org.medspike.engine.kernel.vector.VectorKernels.LANES;
import static org.medspike.engine.kernel.vector.VectorKernels.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.medspike.engine.kernel.Kernels;
import org.medspike.engine.kernel.RowSums;

final class VectorRowSums implements RowSums {

    private static final VectorSpecies<Integer> INTS = SPECIES.withLanes(int.class);
    private static final IntVector LANE = (IntVector) INTS.broadcast(0).addIndex(1);

    @Override
    public void add(float[] in, int inOffset, float factor, float[] out, int outOffset, int count) {
        int whole = count - count % LANES;
        FloatVector f = FloatVector.broadcast(SPECIES, factor);
        for (int i = 0; i < whole; i += LANES) {
            FloatVector.fromArray(SPECIES, in, inOffset + i)
                    .fma(f, FloatVector.fromArray(SPECIES, out, outOffset + i))
                    .intoArray(out, outOffset + i);
        }
        for (int i = whole; i < count; i++) {
            out[outOffset + i] += factor * in[inOffset + i];
        }
    }

    @Override
    public void sum(float[] a, int offsetA, float[] b, int offsetB, float[] out, int outOffset, int count) {
        int whole = count - count % LANES;
        for (int i = 0; i < whole; i += LANES) {
            FloatVector.fromArray(SPECIES, a, offsetA + i)
                    .add(FloatVector.fromArray(SPECIES, b, offsetB + i))
                    .intoArray(out, outOffset + i);
        }
        for (int i = whole; i < count; i++) {
            out[outOffset + i] = a[offsetA + i] + b[offsetB + i];
        }
    }

    @Override
    public void fill(float[] values, int valueOffset, float[] out, int outOffset, int pixels, int channels) {
        for (int c = 0; c < channels; c += LANES) {
            FloatVector value = FloatVector.fromArray(SPECIES, values, valueOffset + c);
            int target = outOffset + c;
            for (int p = 0; p < pixels; p++) {
                value.intoArray(out, target);
                target += channels;
            }
        }
    }

    @Override
    public void addSpikes(
            int[] bits, int bitOffset, float factor, float[] out, int outOffset, int pixels, int channels) {
        int words = Kernels.words(channels);
        FloatVector f = FloatVector.broadcast(SPECIES, factor);
        for (int c = 0; c < channels; c += LANES) {
            IntVector shift = LANE.add(c % 32);
            int word = bitOffset + c / 32;
            int target = outOffset + c;
            for (int p = 0; p < pixels; p++) {
                FloatVector ones = (FloatVector) IntVector.broadcast(INTS, bits[word])
                        .lanewise(VectorOperators.LSHR, shift)
                        .and(1)
                        .convert(VectorOperators.I2F, 0);
                ones.fma(f, FloatVector.fromArray(SPECIES, out, target)).intoArray(out, target);
                word += words;
                target += channels;
            }
        }
    }

    @Override
    public void addEnlarged(float[] in, int near, int far, float[] out, int outOffset, int width, int channels) {
        for (int c = 0; c < channels; c += LANES) {
            FloatVector before = blend(in, near + c, far + c);
            FloatVector here = before;
            int target = outOffset + c;
            for (int x = 0; x < width; x++) {
                int next = Math.min(width - 1, x + 1) * channels + c;
                FloatVector after = blend(in, near + next, far + next);
                here.mul(0.75f)
                        .add(before.mul(0.25f))
                        .add(FloatVector.fromArray(SPECIES, out, target))
                        .intoArray(out, target);
                here.mul(0.75f)
                        .add(after.mul(0.25f))
                        .add(FloatVector.fromArray(SPECIES, out, target + channels))
                        .intoArray(out, target + channels);
                before = here;
                here = after;
                target += 2 * channels;
            }
        }
    }

    private static FloatVector blend(float[] in, int near, int far) {
        return FloatVector.fromArray(SPECIES, in, near)
                .mul(0.75f)
                .add(FloatVector.fromArray(SPECIES, in, far).mul(0.25f));
    }
}
