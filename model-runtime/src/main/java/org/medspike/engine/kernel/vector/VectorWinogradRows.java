package org.medspike.engine.kernel.vector;

import static org.medspike.engine.kernel.vector.VectorKernels.LANES;
import static org.medspike.engine.kernel.vector.VectorKernels.SPECIES;

import jdk.incubator.vector.FloatVector;
import org.medspike.engine.kernel.WinogradRows;
import org.medspike.engine.kernel.plain.PlainWinogradRows;

/** One vector of channels along the row, then the next; a last tile of one column is left to the plain loop. */
final class VectorWinogradRows implements WinogradRows {

    private static final WinogradRows PLAIN = new PlainWinogradRows();

    @Override
    public void spread(
            float[] in,
            int row0,
            int row1,
            int row2,
            int row3,
            int width,
            int channels,
            float[] planes,
            int offset,
            int planeStride) {
        int whole = width / 2;
        for (int c = 0; c < channels; c += LANES) {
            spreadVector(in, row0 + c, row1 + c, row2 + c, row3 + c, whole, channels, planes, offset + c, planeStride);
        }
        if (width % 2 != 0) {
            int x = 2 * whole * channels;
            int tile = offset + whole * channels;
            PLAIN.spread(in, row0 + x, row1 + x, row2 + x, row3 + x, 1, channels, planes, tile, planeStride);
        }
    }

    private static void spreadVector(
            float[] in,
            int row0,
            int row1,
            int row2,
            int row3,
            int tiles,
            int channels,
            float[] planes,
            int offset,
            int planeStride) {
        for (int t = 0; t < tiles; t++) {
            int x = 2 * t * channels;
            FloatVector d0 = FloatVector.fromArray(SPECIES, in, row0 + x);
            FloatVector d1 = FloatVector.fromArray(SPECIES, in, row1 + x);
            FloatVector d2 = FloatVector.fromArray(SPECIES, in, row2 + x);
            FloatVector d3 = FloatVector.fromArray(SPECIES, in, row3 + x);
            FloatVector a0 = d0.sub(d2);
            FloatVector a1 = d1.add(d2);
            FloatVector a2 = d2.sub(d1);
            FloatVector a3 = d1.sub(d3);
            x += channels;
            d0 = FloatVector.fromArray(SPECIES, in, row0 + x);
            d1 = FloatVector.fromArray(SPECIES, in, row1 + x);
            d2 = FloatVector.fromArray(SPECIES, in, row2 + x);
            d3 = FloatVector.fromArray(SPECIES, in, row3 + x);
            FloatVector b0 = d0.sub(d2);
            FloatVector b1 = d1.add(d2);
            FloatVector b2 = d2.sub(d1);
            FloatVector b3 = d1.sub(d3);
            x += channels;
            d0 = FloatVector.fromArray(SPECIES, in, row0 + x);
            d1 = FloatVector.fromArray(SPECIES, in, row1 + x);
            d2 = FloatVector.fromArray(SPECIES, in, row2 + x);
            d3 = FloatVector.fromArray(SPECIES, in, row3 + x);
            FloatVector c0 = d0.sub(d2);
            FloatVector c1 = d1.add(d2);
            FloatVector c2 = d2.sub(d1);
            FloatVector c3 = d1.sub(d3);
            x += channels;
            d0 = FloatVector.fromArray(SPECIES, in, row0 + x);
            d1 = FloatVector.fromArray(SPECIES, in, row1 + x);
            d2 = FloatVector.fromArray(SPECIES, in, row2 + x);
            d3 = FloatVector.fromArray(SPECIES, in, row3 + x);
            FloatVector e0 = d0.sub(d2);
            FloatVector e1 = d1.add(d2);
            FloatVector e2 = d2.sub(d1);
            FloatVector e3 = d1.sub(d3);
            int target = offset + t * channels;
            a0.sub(c0).intoArray(planes, target);
            b0.add(c0).intoArray(planes, target + planeStride);
            c0.sub(b0).intoArray(planes, target + 2 * planeStride);
            b0.sub(e0).intoArray(planes, target + 3 * planeStride);
            a1.sub(c1).intoArray(planes, target + 4 * planeStride);
            b1.add(c1).intoArray(planes, target + 5 * planeStride);
            c1.sub(b1).intoArray(planes, target + 6 * planeStride);
            b1.sub(e1).intoArray(planes, target + 7 * planeStride);
            a2.sub(c2).intoArray(planes, target + 8 * planeStride);
            b2.add(c2).intoArray(planes, target + 9 * planeStride);
            c2.sub(b2).intoArray(planes, target + 10 * planeStride);
            b2.sub(e2).intoArray(planes, target + 11 * planeStride);
            a3.sub(c3).intoArray(planes, target + 12 * planeStride);
            b3.add(c3).intoArray(planes, target + 13 * planeStride);
            c3.sub(b3).intoArray(planes, target + 14 * planeStride);
            b3.sub(e3).intoArray(planes, target + 15 * planeStride);
        }
    }

    @Override
    public void collect(
            float[] planes, int offset, int planeStride, float[] out, int row0, int row1, int width, int channels) {
        int whole = width / 2;
        for (int c = 0; c < channels; c += LANES) {
            collectVector(planes, offset + c, planeStride, out, row0 + c, row1 + c, whole, channels);
        }
        if (width % 2 != 0) {
            int x = 2 * whole * channels;
            PLAIN.collect(planes, offset + whole * channels, planeStride, out, row0 + x, row1 + x, 1, channels);
        }
    }

    private static void collectVector(
            float[] planes, int offset, int planeStride, float[] out, int row0, int row1, int tiles, int channels) {
        for (int t = 0; t < tiles; t++) {
            int from = offset + t * channels;
            FloatVector m0 = FloatVector.fromArray(SPECIES, planes, from);
            FloatVector m1 = FloatVector.fromArray(SPECIES, planes, from + 4 * planeStride);
            FloatVector m2 = FloatVector.fromArray(SPECIES, planes, from + 8 * planeStride);
            FloatVector m3 = FloatVector.fromArray(SPECIES, planes, from + 12 * planeStride);
            FloatVector leftAbove = m0.add(m1).add(m2);
            FloatVector leftBelow = m1.sub(m2).sub(m3);
            m0 = FloatVector.fromArray(SPECIES, planes, from + planeStride);
            m1 = FloatVector.fromArray(SPECIES, planes, from + 5 * planeStride);
            m2 = FloatVector.fromArray(SPECIES, planes, from + 9 * planeStride);
            m3 = FloatVector.fromArray(SPECIES, planes, from + 13 * planeStride);
            FloatVector above = m0.add(m1).add(m2);
            FloatVector below = m1.sub(m2).sub(m3);
            leftAbove = leftAbove.add(above);
            leftBelow = leftBelow.add(below);
            m0 = FloatVector.fromArray(SPECIES, planes, from + 2 * planeStride);
            m1 = FloatVector.fromArray(SPECIES, planes, from + 6 * planeStride);
            m2 = FloatVector.fromArray(SPECIES, planes, from + 10 * planeStride);
            m3 = FloatVector.fromArray(SPECIES, planes, from + 14 * planeStride);
            FloatVector nextAbove = m0.add(m1).add(m2);
            FloatVector nextBelow = m1.sub(m2).sub(m3);
            leftAbove = leftAbove.add(nextAbove);
            leftBelow = leftBelow.add(nextBelow);
            FloatVector rightAbove = above.sub(nextAbove);
            FloatVector rightBelow = below.sub(nextBelow);
            m0 = FloatVector.fromArray(SPECIES, planes, from + 3 * planeStride);
            m1 = FloatVector.fromArray(SPECIES, planes, from + 7 * planeStride);
            m2 = FloatVector.fromArray(SPECIES, planes, from + 11 * planeStride);
            m3 = FloatVector.fromArray(SPECIES, planes, from + 15 * planeStride);
            rightAbove = rightAbove.sub(m0.add(m1).add(m2));
            rightBelow = rightBelow.sub(m1.sub(m2).sub(m3));
            int x = 2 * t * channels;
            leftAbove.intoArray(out, row0 + x);
            rightAbove.intoArray(out, row0 + x + channels);
            leftBelow.intoArray(out, row1 + x);
            rightBelow.intoArray(out, row1 + x + channels);
        }
    }

    @Override
    public void spreadGradient(
            float[] gradient,
            int row0,
            int row1,
            int width,
            int channels,
            float[] planes,
            int offset,
            int planeStride) {
        int whole = width / 2;
        for (int c = 0; c < channels; c += LANES) {
            spreadGradientVector(gradient, row0 + c, row1 + c, whole, channels, planes, offset + c, planeStride);
        }
        if (width % 2 != 0) {
            int x = 2 * whole * channels;
            int tile = offset + whole * channels;
            PLAIN.spreadGradient(gradient, row0 + x, row1 + x, 1, channels, planes, tile, planeStride);
        }
    }

    private static void spreadGradientVector(
            float[] gradient,
            int row0,
            int row1,
            int tiles,
            int channels,
            float[] planes,
            int offset,
            int planeStride) {
        for (int t = 0; t < tiles; t++) {
            int x = 2 * t * channels;
            FloatVector left0 = FloatVector.fromArray(SPECIES, gradient, row0 + x);
            FloatVector right0 = FloatVector.fromArray(SPECIES, gradient, row0 + x + channels);
            FloatVector below = FloatVector.fromArray(SPECIES, gradient, row1 + x);
            FloatVector belowRight = FloatVector.fromArray(SPECIES, gradient, row1 + x + channels);
            FloatVector left1 = left0.add(below);
            FloatVector right1 = right0.add(belowRight);
            FloatVector left2 = left0.sub(below);
            FloatVector right2 = right0.sub(belowRight);
            FloatVector left3 = below.neg();
            FloatVector right3 = belowRight.neg();
            int target = offset + t * channels;
            left0.intoArray(planes, target);
            left0.add(right0).intoArray(planes, target + planeStride);
            left0.sub(right0).intoArray(planes, target + 2 * planeStride);
            right0.neg().intoArray(planes, target + 3 * planeStride);
            left1.intoArray(planes, target + 4 * planeStride);
            left1.add(right1).intoArray(planes, target + 5 * planeStride);
            left1.sub(right1).intoArray(planes, target + 6 * planeStride);
            right1.neg().intoArray(planes, target + 7 * planeStride);
            left2.intoArray(planes, target + 8 * planeStride);
            left2.add(right2).intoArray(planes, target + 9 * planeStride);
            left2.sub(right2).intoArray(planes, target + 10 * planeStride);
            right2.neg().intoArray(planes, target + 11 * planeStride);
            left3.intoArray(planes, target + 12 * planeStride);
            left3.add(right3).intoArray(planes, target + 13 * planeStride);
            left3.sub(right3).intoArray(planes, target + 14 * planeStride);
            belowRight.intoArray(planes, target + 15 * planeStride);
        }
    }
}
