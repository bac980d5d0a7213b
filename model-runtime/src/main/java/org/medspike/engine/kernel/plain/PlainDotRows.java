package org.medspike.engine.kernel.plain;

import org.medspike.engine.kernel.DotRows;

final class PlainDotRows implements DotRows {

    @Override
    public void add(
            float[] in,
            int inOffset,
            int inStride,
            int length,
            float[] weights,
            int weightOffset,
            float[] out,
            int outOffset,
            int outStride,
            int pixels) {
        for (int p = 0; p < pixels; p++) {
            float sum = 0;
            for (int k = 0; k < length; k++) {
                sum += in[inOffset + p * inStride + k] * weights[weightOffset + k];
            }
            out[outOffset + p * outStride] += sum;
        }
    }
}
