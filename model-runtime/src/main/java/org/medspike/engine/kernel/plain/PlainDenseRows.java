package org.medspike.engine.kernel.plain;

import org.medspike.engine.kernel.DenseRows;

/** Panels of 16. */
final class PlainDenseRows implements DenseRows {

    private static final int PANEL = 16;

    @Override
    public void add(
            float[] in,
            int inOffset,
            int inStride,
            int length,
            float[] weights,
            int weightOffset,
            int panelStride,
            float[] start,
            int startOffset,
            int startStride,
            float[] out,
            int outOffset,
            int outStride,
            int pixels,
            int channels) {
        for (int p = 0; p < pixels; p++) {
            for (int first = 0; first < channels; first += PANEL) {
                int row = weightOffset + first / PANEL * panelStride;
                int target = outOffset + p * outStride + first;
                System.arraycopy(start, startOffset + p * startStride + first, out, target, PANEL);
                for (int k = 0; k < length; k++) {
                    float a = in[inOffset + p * inStride + k];
                    for (int i = 0; i < PANEL; i++) {
                        out[target + i] += a * weights[row + k * PANEL + i];
                    }
                }
            }
        }
    }
}
