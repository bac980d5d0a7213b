package org.medspike.engine.kernel.plain;

import org.medspike.engine.kernel.DepthWiseRow;

final class PlainDepthWiseRow implements DepthWiseRow {

    @Override
    public void apply(
            float[] in,
            int above,
            int here,
            int below,
            float[] weights,
            int weightOffset,
            float[] bias,
            int biasOffset,
            float[] out,
            int outOffset,
            int width,
            int channels) {
        for (int i = 0; i < width * channels; i++) {
            int c = i % channels;
            float sum = bias[biasOffset + c];
            for (int dx = 0; dx < 3; dx++) {
                int column = i + dx * channels;
                sum += weights[weightOffset + dx * channels + c] * in[above + column];
                sum += weights[weightOffset + (3 + dx) * channels + c] * in[here + column];
                sum += weights[weightOffset + (6 + dx) * channels + c] * in[below + column];
            }
            out[outOffset + i] = sum;
        }
    }
}
