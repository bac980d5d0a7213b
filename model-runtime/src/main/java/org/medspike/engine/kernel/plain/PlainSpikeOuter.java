package org.medspike.engine.kernel.plain;

import org.medspike.engine.kernel.SpikeOuter;

final class PlainSpikeOuter implements SpikeOuter {

    @Override
    public void add(
            int[] bits,
            int bitOffset,
            int words,
            float[] values,
            int valueOffset,
            int valueStride,
            float[] sums,
            int sumOffset,
            int pixels,
            int channels,
            int[] events) {
        for (int p = 0; p < pixels; p++) {
            int source = valueOffset + p * valueStride;
            for (int w = 0; w < words; w++) {
                for (int rest = bits[bitOffset + p * words + w]; rest != 0; rest &= rest - 1) {
                    int row = sumOffset + (32 * w + Integer.numberOfTrailingZeros(rest)) * channels;
                    for (int n = 0; n < channels; n++) {
                        sums[row + n] += values[source + n];
                    }
                }
            }
        }
    }
}
