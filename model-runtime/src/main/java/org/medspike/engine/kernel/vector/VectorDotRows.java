package org.medspike.engine.kernel.vector;

import static org.medspike.engine.kernel.vector.VectorKernels.LANES;
import static org.medspike.engine.kernel.vector.VectorKernels.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
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
        return sum.reduceLanes(VectorOperators.ADD);
    }
}
