package org.medspike.engine.kernel.vector;

import static org.medspike.engine.kernel.vector.VectorKernels.LANES;
import static org.medspike.engine.kernel.vector.VectorKernels.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import org.apache.commons.numbers.gamma.Erf;
import org.medspike.engine.kernel.RowCurves;

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

    @Override
    public void sigmoid(float[] in, int inOffset, float[] out, int outOffset, int count) {
        System.arraycopy(in, inOffset, out, outOffset, count);
        VectorExponential.decay(out, outOffset, count, 1, 0);
        int whole = count - count % LANES;
        FloatVector one = FloatVector.broadcast(SPECIES, 1f);
        for (int i = 0; i < whole; i += LANES) {
            FloatVector x = FloatVector.fromArray(SPECIES, in, inOffset + i);
            FloatVector e = FloatVector.fromArray(SPECIES, out, outOffset + i);
            FloatVector above = e.blend(one, x.compare(VectorOperators.GE, 0f));
            // What is not a number stays so; its exponential is not.
            above.div(e.add(1f)).blend(x, x.compare(VectorOperators.NE, x)).intoArray(out, outOffset + i);
        }
        for (int i = whole; i < count; i++) {
            out[outOffset + i] = (float) (1 / (1 + Math.exp(-in[inOffset + i])));
        }
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
        float largest = largest(x, offset, count);
        float sum = VectorExponential.decay(x, offset, count, scale, largest);
        // What is not a number would count as very small.
        return Float.isNaN(largest) ? Float.NaN : sum;
    }

    /** Four at once: each larger of two takes several instructions, which wait for each other. */
    private static float largest(float[] x, int offset, int count) {
        FloatVector a = FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY);
        FloatVector b = a;
        FloatVector c = a;
        FloatVector d = a;
        int i = 0;
        for (; i + 4 * LANES <= count; i += 4 * LANES) {
            a = a.max(FloatVector.fromArray(SPECIES, x, offset + i));
            b = b.max(FloatVector.fromArray(SPECIES, x, offset + i + LANES));
            c = c.max(FloatVector.fromArray(SPECIES, x, offset + i + 2 * LANES));
            d = d.max(FloatVector.fromArray(SPECIES, x, offset + i + 3 * LANES));
        }
        float largest = a.max(b).max(c.max(d)).reduceLanes(VectorOperators.MAX);
        for (; i < count; i++) {
            largest = Math.max(largest, x[offset + i]);
        }
        return largest;
    }

    @Override
    public void exponentialsDown(
            float[] x, int offset, int rows, int columns, float scale, float[] sums, int sumOffset) {
        for (int c = 0; c < columns; c += LANES) {
            centre(x, offset + c, rows, columns, sums, sumOffset + c);
        }
        VectorExponential.decay(x, offset, rows * columns, scale, 0);
        for (int c = 0; c < columns; c += LANES) {
            sum(x, offset + c, rows, columns, sums, sumOffset + c);
        }
    }

    /** Takes the largest of its column from each value, and leaves it as the sum to begin with where it is not a number. */
    private static void centre(float[] x, int offset, int rows, int columns, float[] sums, int target) {
        FloatVector largest = FloatVector.fromArray(SPECIES, x, offset);
        FloatVector other = largest;
        int r = 1;
        for (; r + 1 < rows; r += 2) {
            largest = largest.max(FloatVector.fromArray(SPECIES, x, offset + r * columns));
            other = other.max(FloatVector.fromArray(SPECIES, x, offset + r * columns + columns));
        }
        if (r < rows) {
            other = other.max(FloatVector.fromArray(SPECIES, x, offset + r * columns));
        }
        largest = largest.max(other);
        for (r = 0; r < rows; r++) {
            int position = offset + r * columns;
            FloatVector.fromArray(SPECIES, x, position).sub(largest).intoArray(x, position);
        }
        // Zero, or not a number, which the exponential takes for very small.
        largest.sub(largest).intoArray(sums, target);
    }

    private static void sum(float[] x, int offset, int rows, int columns, float[] sums, int target) {
        FloatVector sum = FloatVector.fromArray(SPECIES, sums, target);
        for (int r = 0; r < rows; r++) {
            sum = sum.add(FloatVector.fromArray(SPECIES, x, offset + r * columns));
        }
        sum.intoArray(sums, target);
    }
}
