package org.medspike.engine.kernel.vector;

import static org.medspike.engine.kernel.vector.VectorKernels.LANES;
import static org.medspike.engine.kernel.vector.VectorKernels.SPECIES;

import jdk.incubator.vector.FloatVector;
import org.medspike.engine.kernel.NormRows;

/**
 * Two vectors of channels along the whole row, then the next two: at 256 bits a whole cache line of each pixel, so that no
 * line is fetched twice. What is left over where one vector holds as many channels as there are is done by itself.
 */
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
        int c = 0;
        for (; c + 2 * LANES <= channels; c += 2 * LANES) {
            momentsOfTwo(x, offset + c, pivot, c, pixels, channels, room);
        }
        for (; c < channels; c += LANES) {
            momentsOfOne(x, offset + c, pivot, c, pixels, channels, room);
        }
        addUp(room, sums, sumOffset, channels);
    }

    private static void momentsOfTwo(
            float[] x, int from, float[] pivot, int c, int pixels, int channels, float[] room) {
        FloatVector centreA = FloatVector.fromArray(SPECIES, pivot, c);
        FloatVector centreB = FloatVector.fromArray(SPECIES, pivot, c + LANES);
        FloatVector sumA = FloatVector.zero(SPECIES);
        FloatVector sumB = FloatVector.zero(SPECIES);
        FloatVector squaresA = FloatVector.zero(SPECIES);
        FloatVector squaresB = FloatVector.zero(SPECIES);
        for (int p = 0; p < pixels; p++) {
            FloatVector a = FloatVector.fromArray(SPECIES, x, from).sub(centreA);
            FloatVector b = FloatVector.fromArray(SPECIES, x, from + LANES).sub(centreB);
            sumA = sumA.add(a);
            sumB = sumB.add(b);
            squaresA = a.fma(a, squaresA);
            squaresB = b.fma(b, squaresB);
            from += channels;
        }
        sumA.intoArray(room, c);
        sumB.intoArray(room, c + LANES);
        squaresA.intoArray(room, channels + c);
        squaresB.intoArray(room, channels + c + LANES);
    }

    private static void momentsOfOne(
            float[] x, int from, float[] pivot, int c, int pixels, int channels, float[] room) {
        FloatVector centre = FloatVector.fromArray(SPECIES, pivot, c);
        FloatVector sum = FloatVector.zero(SPECIES);
        FloatVector squares = FloatVector.zero(SPECIES);
        for (int p = 0; p < pixels; p++) {
            FloatVector distance = FloatVector.fromArray(SPECIES, x, from).sub(centre);
            sum = sum.add(distance);
            squares = distance.fma(distance, squares);
            from += channels;
        }
        sum.intoArray(room, c);
        squares.intoArray(room, channels + c);
    }

    private static void addUp(float[] room, double[] sums, int sumOffset, int channels) {
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
        int c = 0;
        for (; c + 2 * LANES <= channels; c += 2 * LANES) {
            dotsOfTwo(gradient, gradientOffset + c, x, offset + c, mean, c, pixels, channels, room);
        }
        for (; c < channels; c += LANES) {
            dotsOfOne(gradient, gradientOffset + c, x, offset + c, mean, c, pixels, channels, room);
        }
        addUp(room, sums, sumOffset, channels);
    }

    private static void dotsOfTwo(
            float[] gradient,
            int position,
            float[] x,
            int from,
            float[] mean,
            int c,
            int pixels,
            int channels,
            float[] room) {
        FloatVector centreA = FloatVector.fromArray(SPECIES, mean, c);
        FloatVector centreB = FloatVector.fromArray(SPECIES, mean, c + LANES);
        FloatVector sumA = FloatVector.zero(SPECIES);
        FloatVector sumB = FloatVector.zero(SPECIES);
        FloatVector dotA = FloatVector.zero(SPECIES);
        FloatVector dotB = FloatVector.zero(SPECIES);
        for (int p = 0; p < pixels; p++) {
            FloatVector a = FloatVector.fromArray(SPECIES, gradient, position);
            FloatVector b = FloatVector.fromArray(SPECIES, gradient, position + LANES);
            sumA = sumA.add(a);
            sumB = sumB.add(b);
            dotA = FloatVector.fromArray(SPECIES, x, from).sub(centreA).fma(a, dotA);
            dotB = FloatVector.fromArray(SPECIES, x, from + LANES).sub(centreB).fma(b, dotB);
            from += channels;
            position += channels;
        }
        sumA.intoArray(room, c);
        sumB.intoArray(room, c + LANES);
        dotA.intoArray(room, channels + c);
        dotB.intoArray(room, channels + c + LANES);
    }

    private static void dotsOfOne(
            float[] gradient,
            int position,
            float[] x,
            int from,
            float[] mean,
            int c,
            int pixels,
            int channels,
            float[] room) {
        FloatVector centre = FloatVector.fromArray(SPECIES, mean, c);
        FloatVector sum = FloatVector.zero(SPECIES);
        FloatVector dot = FloatVector.zero(SPECIES);
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
        int c = 0;
        for (; c + 2 * LANES <= channels; c += 2 * LANES) {
            FloatVector factorA = FloatVector.fromArray(SPECIES, factor, c);
            FloatVector factorB = FloatVector.fromArray(SPECIES, factor, c + LANES);
            FloatVector shiftA = FloatVector.fromArray(SPECIES, shift, c);
            FloatVector shiftB = FloatVector.fromArray(SPECIES, shift, c + LANES);
            int i = c;
            for (int p = 0; p < pixels; p++) {
                FloatVector.fromArray(SPECIES, x, offset + i)
                        .fma(factorA, shiftA)
                        .intoArray(out, outOffset + i);
                FloatVector.fromArray(SPECIES, x, offset + i + LANES)
                        .fma(factorB, shiftB)
                        .intoArray(out, outOffset + i + LANES);
                i += channels;
            }
        }
        for (; c < channels; c += LANES) {
            FloatVector a = FloatVector.fromArray(SPECIES, factor, c);
            FloatVector b = FloatVector.fromArray(SPECIES, shift, c);
            int i = c;
            for (int p = 0; p < pixels; p++) {
                FloatVector.fromArray(SPECIES, x, offset + i).fma(a, b).intoArray(out, outOffset + i);
                i += channels;
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
        int c = 0;
        for (; c + 2 * LANES <= channels; c += 2 * LANES) {
            FloatVector factorA = FloatVector.fromArray(SPECIES, factor, c);
            FloatVector factorB = FloatVector.fromArray(SPECIES, factor, c + LANES);
            FloatVector shiftA = FloatVector.fromArray(SPECIES, shift, c);
            FloatVector shiftB = FloatVector.fromArray(SPECIES, shift, c + LANES);
            int from = offset + c;
            int target = outOffset + c;
            for (int p = 0; p < pixels; p++) {
                FloatVector a = FloatVector.fromArray(SPECIES, x, from).fma(factorA, shiftA);
                FloatVector b = FloatVector.fromArray(SPECIES, x, from + LANES).fma(factorB, shiftB);
                a.add(FloatVector.fromArray(SPECIES, out, target)).intoArray(out, target);
                b.add(FloatVector.fromArray(SPECIES, out, target + LANES)).intoArray(out, target + LANES);
                from += channels;
                target += channels;
            }
        }
        for (; c < channels; c += LANES) {
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
            float scale,
            float[] out,
            int outOffset,
            int pixels,
            int channels) {
        int c = 0;
        for (; c + 2 * LANES <= channels; c += 2 * LANES) {
            FloatVector ofA = FloatVector.fromArray(SPECIES, factorA, c);
            FloatVector ofB = FloatVector.fromArray(SPECIES, factorB, c);
            FloatVector constant = FloatVector.fromArray(SPECIES, shift, c);
            FloatVector nextOfA = FloatVector.fromArray(SPECIES, factorA, c + LANES);
            FloatVector nextOfB = FloatVector.fromArray(SPECIES, factorB, c + LANES);
            FloatVector nextConstant = FloatVector.fromArray(SPECIES, shift, c + LANES);
            int i = c;
            for (int p = 0; p < pixels; p++) {
                FloatVector rest =
                        FloatVector.fromArray(SPECIES, b, offsetB + i).fma(ofB, constant);
                FloatVector nextRest =
                        FloatVector.fromArray(SPECIES, b, offsetB + i + LANES).fma(nextOfB, nextConstant);
                FloatVector found =
                        FloatVector.fromArray(SPECIES, a, offsetA + i).fma(ofA, rest);
                FloatVector.fromArray(SPECIES, a, offsetA + i + LANES)
                        .fma(nextOfA, nextRest)
                        .mul(scale)
                        .intoArray(out, outOffset + i + LANES);
                found.mul(scale).intoArray(out, outOffset + i);
                i += channels;
            }
        }
        for (; c < channels; c += LANES) {
            FloatVector ofA = FloatVector.fromArray(SPECIES, factorA, c);
            FloatVector ofB = FloatVector.fromArray(SPECIES, factorB, c);
            FloatVector constant = FloatVector.fromArray(SPECIES, shift, c);
            int i = c;
            for (int p = 0; p < pixels; p++) {
                FloatVector.fromArray(SPECIES, a, offsetA + i)
                        .fma(ofA, FloatVector.fromArray(SPECIES, b, offsetB + i).fma(ofB, constant))
                        .mul(scale)
                        .intoArray(out, outOffset + i);
                i += channels;
            }
        }
    }
}
