package org.medspike.engine.kernel.vector;

import static org.medspike.engine.kernel.vector.VectorKernels.LANES;
import static org.medspike.engine.kernel.vector.VectorKernels.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * The exponential along an array, as a power of two and a polynomial; relative error about 2e-7.
 *
 * <p>A loop of its own instead of a function of a vector: such a function is too large to be inlined for certain, and where
 * it is not, each vector goes through the heap.
 */
final class VectorExponential {

    private static final float LOG2_E = 1.44269504f;
    private static final float LN2_HIGH = 0.693359375f;
    private static final float LN2_LOW = -2.12194440e-4f;

    /** Added to a small float, it leaves the nearest whole number in the lowest bits. */
    private static final float TO_WHOLE = 1.5f * (1 << 23);

    private static final float SMALLEST = -87f;
    private static final float LARGEST = 88f;
    private static final int EXPONENT = 23;

    private VectorExponential() {}

    /** {@code x[i] = exp(x[i])}; beyond the range of floats the nearest in it. */
    static void apply(float[] x, int offset, int count) {
        int whole = count - count % LANES;
        for (int i = offset; i < offset + whole; i += LANES) {
            FloatVector inRange =
                    FloatVector.fromArray(SPECIES, x, i).max(SMALLEST).min(LARGEST);
            FloatVector shifted = inRange.mul(LOG2_E).add(TO_WHOLE);
            FloatVector power = shifted.sub(TO_WHOLE);
            FloatVector rest = inRange.sub(power.mul(LN2_HIGH)).sub(power.mul(LN2_LOW));
            FloatVector p = rest.mul(1.9875691500e-4f).add(1.3981999507e-3f);
            p = p.mul(rest).add(8.3334519073e-3f);
            p = p.mul(rest).add(4.1665795894e-2f);
            p = p.mul(rest).add(1.6666665459e-1f);
            p = p.mul(rest).add(5.0000001201e-1f);
            p = p.mul(rest).mul(rest).add(rest).add(1f);
            p.reinterpretAsInts()
                    .add(shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, EXPONENT))
                    .reinterpretAsFloats()
                    .intoArray(x, i);
        }
        for (int i = offset + whole; i < offset + count; i++) {
            x[i] = (float) Math.exp(x[i]);
        }
    }
}
