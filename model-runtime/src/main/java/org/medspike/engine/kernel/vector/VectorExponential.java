package org.medspike.engine.kernel.vector;

import static org.medspike.engine.kernel.vector.VectorKernels.LANES;
import static org.medspike.engine.kernel.vector.VectorKernels.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * The exponential along an array, as a power of two and a polynomial; relative error about 2e-7.
 *
 * <p>A loop of its own instead of a function of a vector: such a function is too large to be inlined for certain, and where
 * it is not, each vector goes through the heap. Two vectors a turn make the loop itself too large to be inlined: within some
 * callers the compiler made it twice as slow.
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

    /** Coefficients of the polynomial: about 1/2!, 1/3! and so on. */
    private static final float C2 = 5.0000001201e-1f;

    private static final float C3 = 1.6666665459e-1f;
    private static final float C4 = 4.1665795894e-2f;
    private static final float C5 = 8.3334519073e-3f;
    private static final float C6 = 1.3981999507e-3f;
    private static final float C7 = 1.9875691500e-4f;

    private VectorExponential() {}

    /** {@code x[i] = exp(factor · (x[i] - centre))}; beyond the range of floats the nearest in it. */
    static void apply(float[] x, int offset, int count, float factor, float centre) {
        int end = offset + count - count % (2 * LANES);
        for (int i = offset; i < end; i += 2 * LANES) {
            FloatVector powerA = FloatVector.fromArray(SPECIES, x, i)
                    .sub(centre)
                    .mul(factor)
                    .max(SMALLEST)
                    .min(LARGEST);
            FloatVector shiftedA = powerA.mul(LOG2_E).add(TO_WHOLE);
            FloatVector nearestA = shiftedA.sub(TO_WHOLE);
            FloatVector restA = powerA.sub(nearestA.mul(LN2_HIGH)).sub(nearestA.mul(LN2_LOW));
            FloatVector a = restA.mul(C7).add(C6);
            a = a.mul(restA).add(C5);
            a = a.mul(restA).add(C4);
            a = a.mul(restA).add(C3);
            a = a.mul(restA).add(C2);
            a = a.mul(restA).mul(restA).add(restA).add(1f);
            FloatVector powerB = FloatVector.fromArray(SPECIES, x, i + LANES)
                    .sub(centre)
                    .mul(factor)
                    .max(SMALLEST)
                    .min(LARGEST);
            FloatVector shiftedB = powerB.mul(LOG2_E).add(TO_WHOLE);
            FloatVector nearestB = shiftedB.sub(TO_WHOLE);
            FloatVector restB = powerB.sub(nearestB.mul(LN2_HIGH)).sub(nearestB.mul(LN2_LOW));
            FloatVector b = restB.mul(C7).add(C6);
            b = b.mul(restB).add(C5);
            b = b.mul(restB).add(C4);
            b = b.mul(restB).add(C3);
            b = b.mul(restB).add(C2);
            b = b.mul(restB).mul(restB).add(restB).add(1f);
            a.reinterpretAsInts()
                    .add(shiftedA.reinterpretAsInts().lanewise(VectorOperators.LSHL, EXPONENT))
                    .reinterpretAsFloats()
                    .intoArray(x, i);
            b.reinterpretAsInts()
                    .add(shiftedB.reinterpretAsInts().lanewise(VectorOperators.LSHL, EXPONENT))
                    .reinterpretAsFloats()
                    .intoArray(x, i + LANES);
        }
        for (int i = end; i < offset + count; i++) {
            x[i] = (float) Math.exp(factor * (x[i] - centre));
        }
    }
}
