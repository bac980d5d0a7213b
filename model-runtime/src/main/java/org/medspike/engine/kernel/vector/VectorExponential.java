package org.medspike.engine.kernel.vector;

import static org.medspike.engine.kernel.vector.VectorKernels.LANES;
import static org.medspike.engine.kernel.vector.VectorKernels.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * The exponential of what is not positive along an array, as a power of two and a polynomial; error about 1e-7 beside one.
 *
 * <p>Loops of their own instead of a function of a vector: such a function is too large to be inlined for certain, and where it
 * is not, each vector goes through the heap.
 */
final class VectorExponential {

    private static final float LOG2_E = 1.44269504f;

    /** A small float taken from it leaves the nearest whole number, negative, in the lowest bits. */
    private static final float TO_WHOLE = 1.5f * (1 << 23);

    /**
     * Of which the exponential is nothing beside one, and yet large enough that products with it are normal floats: with
     * others the processor takes ten times as long.
     */
    private static final float LARGEST_MAGNITUDE = 50f;

    private static final int EXPONENT = 23;

    /** All bits but the sign; without it floats are in the order of their bits, so that one instruction finds the smaller. */
    private static final int MAGNITUDE = 0x7FFFFFFF;

    private static final int MOST = Float.floatToRawIntBits(LARGEST_MAGNITUDE * LOG2_E);

    /** Coefficients of the polynomial that is 2^-r for |r| up to a half, fitted at Chebyshev's points; relative error 9e-9. */
    private static final float C1 = -0.69314718f;

    private static final float C2 = 0.24022651f;
    private static final float C3 = -0.05550357f;
    private static final float C4 = 0.009618057f;
    private static final float C5 = -0.0013390867f;
    private static final float C6 = 0.00015461448f;

    private VectorExponential() {}

    /**
     * {@code x[i] = exp(-|factor · (x[i] - centre)|)}; 2e-22 where that is less.
     *
     * @return the sum of the results
     */
    static float decay(float[] x, int offset, int count, float factor, float centre) {
        int end = offset + count - count % LANES;
        float sum = vectors(x, offset, end, factor, centre);
        for (int i = end; i < offset + count; i++) {
            x[i] = (float) Math.exp(-Math.abs(factor * (x[i] - centre)));
            sum += x[i];
        }
        return sum;
    }

    private static float vectors(float[] x, int from, int end, float factor, float centre) {
        float scale = factor * LOG2_E;
        FloatVector toWhole = FloatVector.broadcast(SPECIES, TO_WHOLE);
        FloatVector one = FloatVector.broadcast(SPECIES, 1f);
        FloatVector c1 = FloatVector.broadcast(SPECIES, C1);
        FloatVector c2 = FloatVector.broadcast(SPECIES, C2);
        FloatVector c3 = FloatVector.broadcast(SPECIES, C3);
        FloatVector c4 = FloatVector.broadcast(SPECIES, C4);
        FloatVector c5 = FloatVector.broadcast(SPECIES, C5);
        FloatVector c6 = FloatVector.broadcast(SPECIES, C6);
        FloatVector sum = FloatVector.zero(SPECIES);
        for (int i = from; i < end; i += LANES) {
            FloatVector halvings = FloatVector.fromArray(SPECIES, x, i)
                    .sub(centre)
                    .mul(scale)
                    .reinterpretAsInts()
                    .and(MAGNITUDE)
                    .min(MOST)
                    .reinterpretAsFloats();
            FloatVector shifted = toWhole.sub(halvings);
            FloatVector rest = shifted.sub(toWhole).add(halvings);
            FloatVector p = rest.fma(c6, c5);
            p = p.fma(rest, c4);
            p = p.fma(rest, c3);
            p = p.fma(rest, c2);
            p = p.fma(rest, c1);
            p = p.fma(rest, one);
            FloatVector e = p.reinterpretAsInts()
                    .add(shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, EXPONENT))
                    .reinterpretAsFloats();
            e.intoArray(x, i);
            sum = sum.add(e);
        }
        return VectorDotRows.total(sum);
    }
}
