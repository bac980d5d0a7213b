package org.medspike.engine.kernel.plain;

import org.medspike.engine.kernel.SpikeRows;

final class PlainSpikeRows implements SpikeRows {

    @Override
    public void add(
            int[] bits,
            int bitOffset,
            int words,
            float[] weights,
            int weightOffset,
            float[] start,
            int startOffset,
            int startStride,
            float[] out,
            int outOffset,
            int outStride,
            int pixels,
            int channels,
            int[] events) {
        for (int p = 0; p < pixels; p++) {
            int target = outOffset + p * outStride;
            System.arraycopy(start, startOffset + p * startStride, out, target, channels);
            for (int w = 0; w < words; w++) {
                for (int rest = bits[bitOffset + p * words + w]; rest != 0; rest &= rest - 1) {
                    int row = weightOffset + (32 * w + Integer.numberOfTrailingZeros(rest)) * channels;
                    for (int n = 0; n < channels; n++) {
                        out[target + n] += weights[row + n];
                    }
                }
            }
        }
    }
}
