package org.medspike.engine.kernel.plain;

import org.apache.commons.numbers.gamma.Erf;
import org.medspike.engine.kernel.RowCurves;

final class PlainRowCurves implements RowCurves {

    @Override
    public void sigmoid(float[] in, int inOffset, float[] out, int outOffset, int count) {
        for (int i = 0; i < count; i++) {
            out[outOffset + i] = (float) (1 / (1 + Math.exp(-in[inOffset + i])));
        }
    }

    @Override
    public void gelu(float[] in, int inOffset, float[] out, int outOffset, int count) {
        for (int i = 0; i < count; i++) {
            double x = in[inOffset + i];
            out[outOffset + i] = (float) (x * 0.5 * (1 + Erf.value(x / Math.sqrt(2))));
        }
    }

    @Override
    public void geluGradient(float[] in, int inOffset, float[] gradient, int gradientOffset, float[] room, int count) {
        for (int i = 0; i < count; i++) {
            double x = in[inOffset + i];
            double density = Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
            gradient[gradientOffset + i] *= (float) (0.5 * (1 + Erf.value(x / Math.sqrt(2))) + x * density);
        }
    }

    @Override
    public float exponentials(float[] x, int offset, int count, float scale) {
        float largest = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < count; i++) {
            largest = Math.max(largest, x[offset + i]);
        }
        float sum = 0;
        for (int i = 0; i < count; i++) {
            x[offset + i] = (float) Math.exp(scale * (x[offset + i] - largest));
            sum += x[offset + i];
        }
        return sum;
    }

    @Override
    public void exponentialsDown(
            float[] x, int offset, int rows, int columns, float scale, float[] sums, int sumOffset) {
        for (int c = 0; c < columns; c++) {
            float largest = Float.NEGATIVE_INFINITY;
            for (int r = 0; r < rows; r++) {
                largest = Math.max(largest, x[offset + r * columns + c]);
            }
            float sum = 0;
            for (int i = offset + c; i < offset + rows * columns; i += columns) {
                x[i] = (float) Math.exp(scale * (x[i] - largest));
                sum += x[i];
            }
            sums[sumOffset + c] = sum;
        }
    }
}
