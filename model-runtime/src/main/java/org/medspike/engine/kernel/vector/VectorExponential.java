package org.medspike.engine.kernel.vector;

import static org.medspike.engine.kernel.vector.VectorKernels.LANES;
import static org.medspike.engine.kernel.vector.VectorKernels.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * The exponential of what is not positive along an array, as a power of two and a polynomial; relative error about 2e-7.
 *
 * <p>Loops of their own instead of a function of a vector: such a function is too large to be inlined for certain, and where it
 * is not, each vector goes through the heap.
 */
final class VectorExponential {

    private static final float LOG2_E = 1.44269504f;
    private static final float LN2_HIGH = 0.693359375f;
    private static final float LN2_LOW = -2.12194440e-4f;

    /** Added to a small float, it leaves the nearest whole number in the lowest bits. */
    private static final float TO_WHOLE = 1.5f * (1 << 23);

    /**
     * Of which the exponential is nothing beside one, and yet large enough that products with it are normal floats: with
     * others the processor takes ten times as long.
     */
    private static final float LARGEST_MAGNITUDE = 50f;

    private static final int EXPONENT = 23;

    /** All bits but the sign; without it floats are in the order of their bits, so that one instruction finds the smaller. */
    private static final int MAGNITUDE = 0x7FFFFFFF;

    private static final int MOST = Float.floatToRawIntBits(LARGEST_MAGNITUDE);

    /** Coefficients of the polynomial: about 1/2!, 1/3! and so on. */
    private static final float C2 = 5.0000001201e-1f;

    private static final float C3 = 1.6666665459e-1f;
    private static final float C4 = 4.1665795894e-2f;
    private static final float C5 = 8.3334519073e-3f;
    private static final float C6 = 1.3981999507e-3f;
    private static final float C7 = 1.9875691500e-4f;

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
        FloatVector toWhole = FloatVector.broadcast(SPECIES, TO_WHOLE);
        FloatVector log2e = FloatVector.broadcast(SPECIES, LOG2_E);
        FloatVector high = FloatVector.broadcast(SPECIES, -LN2_HIGH);
        FloatVector low = FloatVector.broadcast(SPECIES, -LN2_LOW);
        FloatVector c2 = FloatVector.broadcast(SPECIES, C2);
        FloatVector c3 = FloatVector.broadcast(SPECIES, C3);
        FloatVector c4 = FloatVector.broadcast(SPECIES, C4);
        FloatVector c5 = FloatVector.broadcast(SPECIES, C5);
        FloatVector c6 = FloatVector.broadcast(SPECIES, C6);
        FloatVector c7 = FloatVector.broadcast(SPECIES, C7);
        FloatVector sum = FloatVector.zero(SPECIES);
        for (int i = from; i < end; i += LANES) {
            FloatVector power = FloatVector.fromArray(SPECIES, x, i)
                    .sub(centre)
                    .mul(factor)
                    .reinterpretAsInts()
                    .and(MAGNITUDE)
                    .min(MOST)
                    .or(~MAGNITUDE)
                    .reinterpretAsFloats();
            FloatVector shifted = power.fma(log2e, toWhole);
            FloatVector nearest = shifted.sub(toWhole);
            FloatVector rest = nearest.fma(low, nearest.fma(high, power));
            FloatVector p = rest.fma(c7, c6);
            p = p.fma(rest, c5);
            p = p.fma(rest, c4);
            p = p.fma(rest, c3);
            p = p.fma(rest, c2);
            p = p.mul(rest).fma(rest, rest).add(1f);
            FloatVector e = p.reinterpretAsInts()
                    .add(shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, EXPONENT))
                    .reinterpretAsFloats();
            e.intoArray(x, i);
            sum = sum.add(e);
        }
        return VectorDotRows.total(sum);
    }
}
