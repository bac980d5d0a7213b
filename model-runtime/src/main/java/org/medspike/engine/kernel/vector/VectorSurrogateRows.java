package org.medspike.engine.kernel.vector;

import static org.medspike.engine.kernel.vector.VectorKernels.LANES;
import static org.medspike.engine.kernel.vector.VectorKernels.SPECIES;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import org.medspike.engine.kernel.SurrogateRows;
import org.medspike.tensor.Surrogate;

/** Vector by vector; whether a neuron fires is the sign bit of its distance to the threshold, as in {@link VectorFireRow}. */
final class VectorSurrogateRows implements SurrogateRows {

    private static final int ONE = Float.floatToRawIntBits(1f);

    @Override
    public void membrane(
            float[] current,
            int currentOffset,
            float[] rest,
            int restOffset,
            boolean first,
            float threshold,
            float decay,
            float[] membrane,
            int membraneOffset,
            int count) {
        if (first) {
            // The loop then needs no case of its own, which the compiler would put through the heap.
            Arrays.fill(rest, restOffset, restOffset + count, 0f);
        }
        for (int i = 0; i < count; i += LANES) {
            FloatVector u = FloatVector.fromArray(SPECIES, current, currentOffset + i)
                    .add(FloatVector.fromArray(SPECIES, rest, restOffset + i));
            u.intoArray(membrane, membraneOffset + i);
            IntVector fired = u.sub(threshold)
                    .reinterpretAsInts()
                    .lanewise(VectorOperators.ASHR, 31)
                    .not();
            u.sub(fired.and(ONE).reinterpretAsFloats()).mul(decay).intoArray(rest, restOffset + i);
        }
    }

    @Override
    public void back(
            float[] membrane,
            int membraneOffset,
            float[] gradient,
            int gradientOffset,
            float[] carry,
            int carryOffset,
            boolean last,
            float threshold,
            float decay,
            Surrogate surrogate,
            int count) {
        if (last) {
            Arrays.fill(carry, carryOffset, carryOffset + count, 0f);
        }
        if (surrogate.kind() == Surrogate.Kind.SIGMOID) {
            float alpha = surrogate.slope();
            VectorExponential.decay(membrane, membraneOffset, count, alpha, threshold);
            handBySigmoid(membrane, membraneOffset, gradient, gradientOffset, carry, carryOffset, decay, alpha, count);
        } else {
            arctanSlopes(membrane, membraneOffset, count, surrogate.slope(), threshold);
            hand(membrane, membraneOffset, gradient, gradientOffset, carry, carryOffset, decay, count);
        }
    }

    /** The derivative of the sigmoid is even: {@code α e / (1 + e)²} with {@code e = exp(-|α (U - V_th)|)}, which is at hand. */
    private static void handBySigmoid(
            float[] e,
            int from,
            float[] gradient,
            int position,
            float[] carry,
            int at,
            float decay,
            float alpha,
            int count) {
        for (int i = 0; i < count; i += LANES) {
            FloatVector power = FloatVector.fromArray(SPECIES, e, from + i);
            FloatVector sum = power.add(1f);
            FloatVector slope = power.mul(alpha).div(sum.mul(sum));
            FloatVector later = FloatVector.fromArray(SPECIES, carry, at + i).mul(decay);
            FloatVector found = FloatVector.fromArray(SPECIES, gradient, position + i)
                    .sub(later)
                    .fma(slope, later);
            found.intoArray(gradient, position + i);
            found.intoArray(carry, at + i);
        }
    }

    private static void arctanSlopes(float[] membrane, int offset, int count, float alpha, float threshold) {
        float angle = (float) (Math.PI * alpha / 2);
        FloatVector half = FloatVector.broadcast(SPECIES, alpha / 2);
        for (int i = 0; i < count; i += LANES) {
            FloatVector x = FloatVector.fromArray(SPECIES, membrane, offset + i)
                    .sub(threshold)
                    .mul(angle);
            half.div(x.mul(x).add(1f)).intoArray(membrane, offset + i);
        }
    }

    private static void hand(
            float[] slopes, int from, float[] gradient, int position, float[] carry, int at, float decay, int count) {
        for (int i = 0; i < count; i += LANES) {
            FloatVector later = FloatVector.fromArray(SPECIES, carry, at + i).mul(decay);
            FloatVector found = FloatVector.fromArray(SPECIES, gradient, position + i)
                    .sub(later)
                    .fma(FloatVector.fromArray(SPECIES, slopes, from + i), later);
            found.intoArray(gradient, position + i);
            found.intoArray(carry, at + i);
        }
    }
}
