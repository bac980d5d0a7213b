package org.medspike.engine.kernel.vector;

import static org.medspike.engine.kernel.vector.VectorKernels.LANES;
import static org.medspike.engine.kernel.vector.VectorKernels.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import org.apache.commons.numbers.gamma.Erf;
import org.medspike.engine.kernel.RowCurves;
import org.medspike.engine.kernel.plain.PlainKernels;

/**
 * Curves in several loops around {@link VectorExponential}; the Gaussian distribution function by equation 7.1.26 of
 * Abramowitz and Stegun, absolute error below 1.5e-7.
 */
final class VectorRowCurves implements RowCurves {

    private static final float INVERSE_ROOT_2 = (float) Math.sqrt(0.5);
    private static final float BELL_TOP = (float) (1 / Math.sqrt(2 * Math.PI));
    private static final float RANGE = 0.3275911f;
    private static final float A1 = 0.254829592f;
    private static final float A2 = -0.284496736f;
    private static final float A3 = 1.421413741f;
    private static final float A4 = -1.453152027f;
    private static final float A5 = 1.061405429f;

    private final RowCurves plain = PlainKernels.create().curves();

    /** Only masks go through it, one value a pixel: not worth vectors. */
    @Override
    public void sigmoid(float[] in, int inOffset, float[] out, int outOffset, int count) {
        plain.sigmoid(in, inOffset, out, outOffset, count);
    }

    /** {@code out[i] = exp(-in[i]² / 2)}. */
    private static void bell(float[] in, int inOffset, float[] out, int outOffset, int count) {
        for (int i = 0; i < count; i++) {
            out[outOffset + i] = in[inOffset + i] * in[inOffset + i];
        }
        VectorExponential.decay(out, outOffset, count, 0.5f, 0);
    }

    @Override
    public void gelu(float[] in, int inOffset, float[] out, int outOffset, int count) {
        bell(in, inOffset, out, outOffset, count);
        int whole = count - count % LANES;
        FloatVector one = FloatVector.broadcast(SPECIES, 1f);
        for (int i = 0; i < whole; i += LANES) {
            FloatVector x = FloatVector.fromArray(SPECIES, in, inOffset + i);
            FloatVector t = one.div(x.abs().mul(RANGE * INVERSE_ROOT_2).add(1f));
            FloatVector p = t.mul(A5).add(A4);
            p = p.mul(t).add(A3);
            p = p.mul(t).add(A2);
            p = p.mul(t).add(A1).mul(t);
            FloatVector tail =
                    p.mul(FloatVector.fromArray(SPECIES, out, outOffset + i)).mul(0.5f);
            // x · Φ(x) is max(x, 0) - |x| · (1 - Φ(|x|)).
            x.max(0f).sub(x.abs().mul(tail)).intoArray(out, outOffset + i);
        }
        for (int i = whole; i < count; i++) {
            double x = in[inOffset + i];
            out[outOffset + i] = (float) (x * 0.5 * (1 + Erf.value(x / Math.sqrt(2))));
        }
    }

    @Override
    public void geluGradient(float[] in, int inOffset, float[] gradient, int gradientOffset, float[] room, int count) {
        bell(in, inOffset, room, 0, count);
        int whole = count - count % LANES;
        FloatVector one = FloatVector.broadcast(SPECIES, 1f);
        for (int i = 0; i < whole; i += LANES) {
            FloatVector x = FloatVector.fromArray(SPECIES, in, inOffset + i);
            FloatVector bell = FloatVector.fromArray(SPECIES, room, i);
            FloatVector t = one.div(x.abs().mul(RANGE * INVERSE_ROOT_2).add(1f));
            FloatVector p = t.mul(A5).add(A4);
            p = p.mul(t).add(A3);
            p = p.mul(t).add(A2);
            p = p.mul(t).add(A1).mul(t);
            FloatVector tail = p.mul(bell).mul(0.5f);
            // Φ(x) is 1 - tail on the right of zero and tail on the left.
            FloatVector distribution = tail.blend(one.sub(tail), x.compare(VectorOperators.GE, 0f));
            x.mul(bell)
                    .mul(BELL_TOP)
                    .add(distribution)
                    .mul(FloatVector.fromArray(SPECIES, gradient, gradientOffset + i))
                    .intoArray(gradient, gradientOffset + i);
        }
        for (int i = whole; i < count; i++) {
            double x = in[inOffset + i];
            double distribution = 0.5 * (1 + Erf.value(x / Math.sqrt(2)));
            gradient[gradientOffset + i] *= (float) (distribution + x * room[i] * BELL_TOP);
        }
    }

    @Override
    public float exponentials(float[] x, int offset, int count, float scale) {
        int whole = count - count % LANES;
        FloatVector most = FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY);
        for (int i = 0; i < whole; i += LANES) {
            most = most.max(FloatVector.fromArray(SPECIES, x, offset + i));
        }
        float largest = most.reduceLanes(VectorOperators.MAX);
        for (int i = whole; i < count; i++) {
            largest = Math.max(largest, x[offset + i]);
        }
        VectorExponential.decay(x, offset, count, scale, largest);
        // What is not a number would count as very small.
        float sum = Float.isNaN(largest) ? Float.NaN : sum(x, offset, offset + whole);
        for (int i = whole; i < count; i++) {
            sum += x[offset + i];
        }
        return sum;
    }

    private static float sum(float[] x, int from, int end) {
        FloatVector sums = FloatVector.zero(SPECIES);
        for (int i = from; i < end; i += LANES) {
            sums = sums.add(FloatVector.fromArray(SPECIES, x, i));
        }
        // Lane by lane, see VectorDotRows.
        float sum = sums.lane(0) + sums.lane(1) + sums.lane(2) + sums.lane(3);
        if (LANES > 4) {
            sum += sums.lane(4) + sums.lane(5) + sums.lane(6) + sums.lane(7);
        }
        if (LANES > 8) {
            sum += sums.lane(8)
                    + sums.lane(9)
                    + sums.lane(10)
                    + sums.lane(11)
                    + sums.lane(12)
                    + sums.lane(13)
                    + sums.lane(14)
                    + sums.lane(15);
        }
        return sum;
    }
}
