package org.medspike.engine.kernel.vector;

import static org.medspike.engine.kernel.vector.VectorKernels.LANES;
import static org.medspike.engine.kernel.vector.VectorKernels.SPECIES;

import jdk.incubator.vector.FloatVector;
import org.medspike.engine.kernel.NormRows;

/** One vector of channels after the other, along the whole row. */
final class VectorNormRows implements NormRows {

    @Override
    public void moments(
            float[] x,
            int offset,
            float[] pivot,
            int pixels,
            int channels,
            double[] sums,
            int sumOffset,
            float[] room) {
        for (int c = 0; c < channels; c += LANES) {
            FloatVector centre = FloatVector.fromArray(SPECIES, pivot, c);
            FloatVector sum = FloatVector.zero(SPECIES);
            FloatVector squares = FloatVector.zero(SPECIES);
            int from = offset + c;
            for (int p = 0; p < pixels; p++) {
                FloatVector distance = FloatVector.fromArray(SPECIES, x, from).sub(centre);
                sum = sum.add(distance);
                squares = distance.fma(distance, squares);
                from += channels;
            }
            sum.intoArray(room, c);
            squares.intoArray(room, channels + c);
        }
        for (int i = 0; i < 2 * channels; i++) {
            sums[sumOffset + i] += room[i];
        }
    }

    @Override
    public void dots(
            float[] gradient,
            int gradientOffset,
            float[] x,
            int offset,
            float[] mean,
            int pixels,
            int channels,
            double[] sums,
            int sumOffset,
            float[] room) {
        for (int c = 0; c < channels; c += LANES) {
            FloatVector centre = FloatVector.fromArray(SPECIES, mean, c);
            FloatVector sum = FloatVector.zero(SPECIES);
            FloatVector dot = FloatVector.zero(SPECIES);
            int from = offset + c;
            int position = gradientOffset + c;
            for (int p = 0; p < pixels; p++) {
                FloatVector g = FloatVector.fromArray(SPECIES, gradient, position);
                sum = sum.add(g);
                dot = FloatVector.fromArray(SPECIES, x, from).sub(centre).fma(g, dot);
                from += channels;
                position += channels;
            }
            sum.intoArray(room, c);
            dot.intoArray(room, channels + c);
        }
        for (int i = 0; i < 2 * channels; i++) {
            sums[sumOffset + i] += room[i];
        }
    }

    @Override
    public void affine(
            float[] x,
            int offset,
            float[] factor,
            float[] shift,
            float[] out,
            int outOffset,
            int pixels,
            int channels) {
        for (int c = 0; c < channels; c += LANES) {
            FloatVector a = FloatVector.fromArray(SPECIES, factor, c);
            FloatVector b = FloatVector.fromArray(SPECIES, shift, c);
            int from = offset + c;
            int target = outOffset + c;
            for (int p = 0; p < pixels; p++) {
                FloatVector.fromArray(SPECIES, x, from).fma(a, b).intoArray(out, target);
                from += channels;
                target += channels;
            }
        }
    }

    @Override
    public void addAffine(
            float[] x,
            int offset,
            float[] factor,
            float[] shift,
            float[] out,
            int outOffset,
            int pixels,
            int channels) {
        for (int c = 0; c < channels; c += LANES) {
            FloatVector a = FloatVector.fromArray(SPECIES, factor, c);
            FloatVector b = FloatVector.fromArray(SPECIES, shift, c);
            int from = offset + c;
            int target = outOffset + c;
            for (int p = 0; p < pixels; p++) {
                FloatVector.fromArray(SPECIES, x, from)
                        .fma(a, b)
                        .add(FloatVector.fromArray(SPECIES, out, target))
                        .intoArray(out, target);
                from += channels;
                target += channels;
            }
        }
    }

    @Override
    public void blend(
            float[] a,
            int offsetA,
            float[] factorA,
            float[] b,
            int offsetB,
            float[] factorB,
            float[] shift,
            float[] out,
            int outOffset,
            int pixels,
            int channels) {
        for (int c = 0; c < channels; c += LANES) {
            FloatVector ofA = FloatVector.fromArray(SPECIES, factorA, c);
            FloatVector ofB = FloatVector.fromArray(SPECIES, factorB, c);
            FloatVector constant = FloatVector.fromArray(SPECIES, shift, c);
            int i = c;
            for (int p = 0; p < pixels; p++) {
                FloatVector.fromArray(SPECIES, a, offsetA + i)
                        .fma(ofA, FloatVector.fromArray(SPECIES, b, offsetB + i).fma(ofB, constant))
                        .intoArray(out, outOffset + i);
                i += channels;
            }
        }
    }
}
