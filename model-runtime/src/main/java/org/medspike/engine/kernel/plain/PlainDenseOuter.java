package org.medspike.engine.kernel.plain;

import org.medspike.engine.kernel.DenseOuter;

final class PlainDenseOuter implements DenseOuter {

    @Override
    public void add(
            float[] in,
            int inOffset,
            int inStride,
            int length,
            float[] gradient,
            int gradientOffset,
            int gradientStride,
            float[] sums,
            int sumOffset,
            int pixels,
            int channels) {
        for (int p = 0; p < pixels; p++) {
            for (int k = 0; k < length; k++) {
                float value = in[inOffset + p * inStride + k];
                for (int n = 0; n < channels; n++) {
                    sums[sumOffset + k * channels + n] += value * gradient[gradientOffset + p * gradientStride + n];
                }
            }
        }
    }
}
