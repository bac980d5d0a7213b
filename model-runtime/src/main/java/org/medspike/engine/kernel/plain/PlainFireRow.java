package org.medspike.engine.kernel.plain;

import java.util.Arrays;
import org.medspike.engine.kernel.FireRow;
import org.medspike.engine.kernel.Kernels;

final class PlainFireRow implements FireRow {

    @Override
    public void fire(
            float[] current,
            int currentOffset,
            float[] rest,
            int restOffset,
            boolean first,
            float threshold,
            float decay,
            int[] bits,
            int bitOffset,
            int pixels,
            int channels) {
        int words = Kernels.words(channels);
        Arrays.fill(bits, bitOffset, bitOffset + pixels * words, 0);
        for (int i = 0; i < pixels * channels; i++) {
            float membrane = current[currentOffset + i] + (first ? 0 : rest[restOffset + i]);
            int spike = membrane >= threshold ? 1 : 0;
            rest[restOffset + i] = decay * (membrane - spike);
            int channel = i % channels;
            bits[bitOffset + i / channels * words + channel / 32] |= spike << channel;
        }
    }
}
