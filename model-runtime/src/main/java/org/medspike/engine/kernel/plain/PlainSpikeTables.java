package org.medspike.engine.kernel.plain;

import org.medspike.engine.kernel.SpikeTables;

/** Panels of 16. */
final class PlainSpikeTables implements SpikeTables {

    private static final int PANEL = 16;

    @Override
    public void add(
            int[] bits,
            int bitOffset,
            int words,
            int groups,
            float[] tables,
            int tableOffset,
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
                int target = outOffset + p * outStride + first;
                System.arraycopy(start, startOffset + p * startStride + first, out, target, PANEL);
                for (int g = 0; g < groups; g++) {
                    int word = bits[bitOffset + p * words + g * GROUP / 32];
                    int state = word >>> g * GROUP % 32 & STATES - 1;
                    int row = tableOffset + ((first / PANEL * groups + g) * STATES + state) * PANEL;
                    for (int i = 0; i < PANEL; i++) {
                        out[target + i] += tables[row + i];
                    }
                }
            }
        }
    }
}
