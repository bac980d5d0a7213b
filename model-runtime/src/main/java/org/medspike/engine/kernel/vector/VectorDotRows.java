package org.medspike.engine.kernel.vector;

import static org.medspike.engine.kernel.vector.VectorKernels.LANES;
import static org.medspike.engine.kernel.vector.VectorKernels.SPECIES;

import jdk.incubator.vector.FloatVector;
import org.medspike.engine.kernel.DotRows;

/** A vector of the segment at once, the lanes summed at its end. */
final class VectorDotRows implements DotRows {

    @Override
    public void add(
            float[] in,
            int inOffset,
            int inStride,
            int length,
            float[] weights,
            int weightOffset,
            float[] out,
            int outOffset,
            int outStride,
            int pixels) {
        int whole = length - length % LANES;
        for (int p = 0; p < pixels; p++) {
            int source = inOffset + p * inStride;
            float sum = dot(in, source, weights, weightOffset, whole);
            for (int k = whole; k < length; k++) {
                sum += in[source + k] * weights[weightOffset + k];
            }
            out[outOffset + p * outStride] += sum;
        }
    }

    private static float dot(float[] in, int source, float[] weights, int weightOffset, int count) {
        FloatVector sum = FloatVector.zero(SPECIES);
        for (int k = 0; k < count; k += LANES) {
            sum = FloatVector.fromArray(SPECIES, in, source + k)
                    .fma(FloatVector.fromArray(SPECIES, weights, weightOffset + k), sum);
        }
        return total(sum);
    }

    /** Lane by lane: the order in which Java reduces a vector is its own affair, and another once the loop is compiled. */
    static float total(FloatVector sum) {
        float total = sum.lane(0) + sum.lane(1) + sum.lane(2) + sum.lane(3);
        if (LANES > 4) {
            total += sum.lane(4) + sum.lane(5) + sum.lane(6) + sum.lane(7);
        }
        if (LANES > 8) {
            total += sum.lane(8)
                    + sum.lane(9)
                    + sum.lane(10)
                    + sum.lane(11)
                    + sum.lane(12)
                    + sum.lane(13)
                    + sum.lane(14)
                    + sum.lane(15);
        }
        return total;
    }
}
