package org.medspike.engine.kernel.plain;

import org.medspike.engine.kernel.NormRows;

final class PlainNormRows implements NormRows {

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
        for (int c = 0; c < channels; c++) {
            double sum = 0;
            double squares = 0;
            for (int p = 0; p < pixels; p++) {
                float distance = x[offset + p * channels + c] - pivot[c];
                sum += distance;
                squares += distance * distance;
            }
            sums[sumOffset + c] += sum;
            sums[sumOffset + channels + c] += squares;
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
        for (int c = 0; c < channels; c++) {
            double sum = 0;
            double dot = 0;
            for (int p = 0; p < pixels; p++) {
                float g = gradient[gradientOffset + p * channels + c];
                sum += g;
                dot += g * (x[offset + p * channels + c] - mean[c]);
            }
            sums[sumOffset + c] += sum;
            sums[sumOffset + channels + c] += dot;
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
        for (int i = 0; i < pixels * channels; i++) {
            out[outOffset + i] = factor[i % channels] * x[offset + i] + shift[i % channels];
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
        for (int i = 0; i < pixels * channels; i++) {
            out[outOffset + i] += factor[i % channels] * x[offset + i] + shift[i % channels];
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
        for (int i = 0; i < pixels * channels; i++) {
            int c = i % channels;
            out[outOffset + i] = scale * (factorA[c] * a[offsetA + i] + factorB[c] * b[offsetB + i] + shift[c]);
        }
    }
}
