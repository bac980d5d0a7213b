package org.medspike.engine.kernel.vector;

import static org.medspike.engine.kernel.vector.VectorKernels.LANES;
import static org.medspike.engine.kernel.vector.VectorKernels.SPECIES;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.medspike.engine.kernel.FireRow;
import org.medspike.engine.kernel.Kernels;

/**
 * A vector of neurons at once.
 *
 * <p>Whether a neuron fires is the sign of U - V_th. It is spread over the lane and picks the lane's own bit of the word,
 * because JDK 17 makes no number of a mask without boxing it.
 */
final class VectorFireRow implements FireRow {

    private static final VectorSpecies<Integer> INTS = SPECIES.withLanes(int.class);
    private static final IntVector LANE_BITS = IntVector.broadcast(INTS, 1)
            .lanewise(VectorOperators.LSHL, (IntVector) INTS.broadcast(0).addIndex(1));
    private static final IntVector NEXT_LANE_BITS = LANE_BITS.lanewise(VectorOperators.LSHL, LANES & 31);
    private static final int ONE = Float.floatToIntBits(1f);

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
        if (first) {
            // The loops below then need no case of their own.
            Arrays.fill(rest, restOffset, restOffset + pixels * channels, 0f);
        }
        if (channels % Integer.SIZE == 0) {
            pairs(current, currentOffset, rest, restOffset, threshold, decay, bits, bitOffset, pixels * channels);
        } else {
            singles(current, currentOffset, rest, restOffset, threshold, decay, bits, bitOffset, pixels, channels);
        }
    }

    /** Two vectors a turn; where pixels fill their words no boundary between them matters. */
    private static void pairs(
            float[] current,
            int from,
            float[] rest,
            int state,
            float threshold,
            float decay,
            int[] bits,
            int bitOffset,
            int count) {
        FloatVector limit = FloatVector.broadcast(SPECIES, threshold);
        FloatVector leak = FloatVector.broadcast(SPECIES, decay);
        int word = 0;
        for (int i = 0; i < count; i += 2 * LANES) {
            FloatVector a = FloatVector.fromArray(SPECIES, current, from + i)
                    .add(FloatVector.fromArray(SPECIES, rest, state + i));
            FloatVector b = FloatVector.fromArray(SPECIES, current, from + i + LANES)
                    .add(FloatVector.fromArray(SPECIES, rest, state + i + LANES));
            IntVector firedA = a.sub(limit)
                    .reinterpretAsInts()
                    .lanewise(VectorOperators.ASHR, 31)
                    .not();
            IntVector firedB = b.sub(limit)
                    .reinterpretAsInts()
                    .lanewise(VectorOperators.ASHR, 31)
                    .not();
            a.sub(firedA.and(ONE).reinterpretAsFloats()).mul(leak).intoArray(rest, state + i);
            b.sub(firedB.and(ONE).reinterpretAsFloats()).mul(leak).intoArray(rest, state + i + LANES);
            int pair = firedA.and(LANE_BITS).or(firedB.and(NEXT_LANE_BITS)).reduceLanes(VectorOperators.OR);
            word |= pair << (i & 31);
            if ((i + 2 * LANES & 31) == 0) {
                bits[bitOffset + (i >>> 5)] = word;
                word = 0;
            }
        }
    }

    private static void singles(
            float[] current,
            int currentOffset,
            float[] rest,
            int restOffset,
            float threshold,
            float decay,
            int[] bits,
            int bitOffset,
            int pixels,
            int channels) {
        int words = Kernels.words(channels);
        for (int p = 0; p < pixels; p++) {
            for (int w = 0; w < words; w++) {
                int from = p * channels + 32 * w;
                int count = Math.min(32, channels - 32 * w);
                bits[bitOffset + p * words + w] =
                        word(current, currentOffset + from, rest, restOffset + from, threshold, decay, count);
            }
        }
    }

    private static int word(
            float[] current, int from, float[] rest, int state, float threshold, float decay, int count) {
        int word = 0;
        for (int i = 0; i < count; i += LANES) {
            FloatVector membrane = FloatVector.fromArray(SPECIES, current, from + i)
                    .add(FloatVector.fromArray(SPECIES, rest, state + i));
            IntVector fired = membrane.sub(threshold)
                    .reinterpretAsInts()
                    .lanewise(VectorOperators.ASHR, 31)
                    .not();
            membrane.sub(fired.and(ONE).reinterpretAsFloats()).mul(decay).intoArray(rest, state + i);
            word |= fired.and(LANE_BITS).reduceLanes(VectorOperators.OR) << i;
        }
        return word;
    }
}
