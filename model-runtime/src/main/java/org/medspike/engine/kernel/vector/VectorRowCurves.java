package org.medspike.engine.kernel.vector;

import static org.medspike.engine.kernel.vector.VectorKernels.LANES;
import static org.medspike.engine.kernel.vector.VectorKernels.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import org.apache.commons.numbers.gamma.Erf;
import org.medspike.engine.kernel.RowCurves;

/**
 * The exponential as a power of two and a polynomial; the Gaussian distribution function by equation 7.1.26 of Abramowitz
 * and Stegun, absolute error below 1.5e-7.
 */
final class VectorRowCurves implements RowCurves {

    private static final float LOG2_E = 1.44269504f;
    private static final float LN2_HIGH = 0.693359375f;
    private static final float LN2_LOW = -2.12194440e-4f;

    /** Added to a small float, it leaves the nearest whole number in the lowest bits. */
    private static final float TO_WHOLE = 1.5f * (1 << 23);

    private static final float SMALLEST = -87f;
    private static final float LARGEST = 88f;
    private static final int EXPONENT = 23;

    @Override
    public void sigmoid(float[] in, int inOffset, float[] out, int outOffset, int count) {
        int whole = count - count % LANES;
        FloatVector one = FloatVector.broadcast(SPECIES, 1f);
        for (int i = 0; i < whole; i += LANES) {
            FloatVector x = FloatVector.fromArray(SPECIES, in, inOffset + i);
            one.div(exp(x.neg()).add(1f)).intoArray(out, outOffset + i);
        }
        for (int i = whole; i < count; i++) {
            out[outOffset + i] = (float) (1 / (1 + Math.exp(-in[inOffset + i])));
        }
    }

    @Override
    public void gelu(float[] in, int inOffset, float[] out, int outOffset, int count) {
        int whole = count - count % LANES;
        for (int i = 0; i < whole; i += LANES) {
            gelu(FloatVector.fromArray(SPECIES, in, inOffset + i)).intoArray(out, outOffset + i);
        }
        for (int i = whole; i < count; i++) {
            double x = in[inOffset + i];
            out[outOffset + i] = (float) (x * 0.5 * (1 + Erf.value(x / Math.sqrt(2))));
        }
    }

    private static FloatVector gelu(FloatVector x) {
        FloatVector z = x.abs().mul((float) Math.sqrt(0.5));
        FloatVector one = FloatVector.broadcast(SPECIES, 1f);
        FloatVector t = one.div(z.mul(0.3275911f).add(1f));
        FloatVector p = t.mul(1.061405429f).add(-1.453152027f);
        p = p.mul(t).add(1.421413741f);
        p = p.mul(t).add(-0.284496736f);
        p = p.mul(t).add(0.254829592f).mul(t);
        // x · Φ(x) is max(x, 0) - |x| · (1 - Φ(|x|)).
        FloatVector tail = p.mul(exp(z.mul(z).neg())).mul(0.5f);
        return x.max(0f).sub(x.abs().mul(tail));
    }

    @Override
    public void geluGradient(float[] in, int inOffset, float[] gradient, int gradientOffset, int count) {
        for (int i = 0; i < count; i++) {
            double x = in[inOffset + i];
            double density = Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
            gradient[gradientOffset + i] *= (float) (0.5 * (1 + Erf.value(x / Math.sqrt(2))) + x * density);
        }
    }

    @Override
    public float exponentials(float[] x, int offset, int count, float scale) {
        int whole = count - count % LANES;
        float largest = largest(x, offset, whole);
        for (int i = whole; i < count; i++) {
            largest = Math.max(largest, x[offset + i]);
        }
        float sum = exponentials(x, offset, whole, scale, largest);
        for (int i = whole; i < count; i++) {
            x[offset + i] = (float) Math.exp(scale * (x[offset + i] - largest));
            sum += x[offset + i];
        }
        return sum;
    }

    private static float largest(float[] x, int offset, int whole) {
        FloatVector largest = FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY);
        for (int i = 0; i < whole; i += LANES) {
            largest = largest.max(FloatVector.fromArray(SPECIES, x, offset + i));
        }
        return largest.reduceLanes(VectorOperators.MAX);
    }

    private static float exponentials(float[] x, int offset, int whole, float scale, float largest) {
        FloatVector sum = FloatVector.zero(SPECIES);
        for (int i = 0; i < whole; i += LANES) {
            FloatVector e = exp(
                    FloatVector.fromArray(SPECIES, x, offset + i).sub(largest).mul(scale));
            e.intoArray(x, offset + i);
            sum = sum.add(e);
        }
        return sum.reduceLanes(VectorOperators.ADD);
    }

    /** e to the power of each lane, relative error about 2e-7; beyond the range of floats the nearest in it. */
    private static FloatVector exp(FloatVector x) {
        FloatVector inRange = x.max(SMALLEST).min(LARGEST);
        FloatVector shifted = inRange.mul(LOG2_E).add(TO_WHOLE);
        FloatVector power = shifted.sub(TO_WHOLE);
        FloatVector rest = inRange.sub(power.mul(LN2_HIGH)).sub(power.mul(LN2_LOW));
        FloatVector p = rest.mul(1.9875691500e-4f).add(1.3981999507e-3f);
        p = p.mul(rest).add(8.3334519073e-3f);
        p = p.mul(rest).add(4.1665795894e-2f);
        p = p.mul(rest).add(1.6666665459e-1f);
        p = p.mul(rest).add(5.0000001201e-1f);
        p = p.mul(rest).mul(rest).add(rest).add(1f);
        return p.reinterpretAsInts()
                .add(shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, EXPONENT))
                .reinterpretAsFloats();
    }
}
