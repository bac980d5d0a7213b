package org.medspike.engine.kernel.vector;

import static org.medspike.engine.kernel.vector.VectorKernels.LANES;
import static org.medspike.engine.kernel.vector.VectorKernels.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import org.medspike.engine.kernel.FireRow;
import org.medspike.engine.kernel.Kernels;

/**
 * A vector of neurons at once.
 *
 * <p>The bits of a mask are had as a number in one instruction, which JDK 17 does not use: there each lane holds its own
 * bit and the lanes are summed.
 */
final class VectorFireRow implements FireRow {

    private static final boolean MASKS_ARE_NUMBERS = Runtime.version().feature() >= 19;
    private static final IntVector LANE_BITS = IntVector.broadcast(VectorKernels.SPECIES.withLanes(int.class), 1)
            .lanewise(VectorOperators.LSHL, (IntVector)
                    VectorKernels.SPECIES.withLanes(int.class).broadcast(0).addIndex(1));

    @Override
    public void fire(
            float[] current,
            int currentOffset,
            float[] rest,
            int restOffset,
            boolean first,
            float threshold,
            float decay,
            int[] bits,
            int bitOffset,
            int pixels,
            int channels) {
        int words = Kernels.words(channels);
        int position = 0;
        int word = bitOffset;
        for (int p = 0; p < pixels; p++) {
            for (int w = 0; w < words; w++) {
                int count = Math.min(32, channels - 32 * w);
                bits[word++] = first
                        ? start(current, currentOffset + position, rest, restOffset + position, threshold, decay, count)
                        : next(current, currentOffset + position, rest, restOffset + position, threshold, decay, count);
                position += count;
            }
        }
    }

    private static int start(
            float[] current, int from, float[] rest, int state, float threshold, float decay, int count) {
        int word = 0;
        for (int i = 0; i < count; i += LANES) {
            FloatVector membrane = FloatVector.fromArray(SPECIES, current, from + i);
            VectorMask<Float> fired = membrane.compare(VectorOperators.GE, threshold);
            membrane.sub(1f, fired).mul(decay).intoArray(rest, state + i);
            word |= bits(fired) << i;
        }
        return word;
    }

    private static int next(
            float[] current, int from, float[] rest, int state, float threshold, float decay, int count) {
        int word = 0;
        for (int i = 0; i < count; i += LANES) {
            FloatVector membrane = FloatVector.fromArray(SPECIES, current, from + i)
                    .add(FloatVector.fromArray(SPECIES, rest, state + i));
            VectorMask<Float> fired = membrane.compare(VectorOperators.GE, threshold);
            membrane.sub(1f, fired).mul(decay).intoArray(rest, state + i);
            word |= bits(fired) << i;
        }
        return word;
    }

    private static int bits(VectorMask<Float> fired) {
        if (MASKS_ARE_NUMBERS) {
            return (int) fired.toLong();
        }
        return LANE_BITS.reduceLanes(VectorOperators.ADD, fired.cast(LANE_BITS.species()));
    }
}
