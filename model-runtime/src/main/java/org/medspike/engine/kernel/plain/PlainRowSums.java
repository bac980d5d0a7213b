package org.medspike.engine.kernel.plain;

import org.medspike.engine.kernel.Kernels;
import org.medspike.engine.kernel.RowSums;

final class PlainRowSums implements RowSums {

    @Override
    public void add(float[] in, int inOffset, float factor, float[] out, int outOffset, int count) {
        for (int i = 0; i < count; i++) {
            out[outOffset + i] += factor * in[inOffset + i];
        }
    }

    @Override
    public void sum(float[] a, int offsetA, float[] b, int offsetB, float[] out, int outOffset, int count) {
        for (int i = 0; i < count; i++) {
            out[outOffset + i] = a[offsetA + i] + b[offsetB + i];
        }
    }

    @Override
    public void fill(float[] values, int valueOffset, float[] out, int outOffset, int pixels, int channels) {
        for (int p = 0; p < pixels; p++) {
            System.arraycopy(values, valueOffset, out, outOffset + p * channels, channels);
        }
    }

    @Override
    public void addSpikes(
            int[] bits, int bitOffset, float factor, float[] out, int outOffset, int pixels, int channels) {
        int words = Kernels.words(channels);
        for (int i = 0; i < pixels * channels; i++) {
            int channel = i % channels;
            out[outOffset + i] += factor * (bits[bitOffset + i / channels * words + channel / 32] >>> channel & 1);
        }
    }

    @Override
    public void addEnlarged(float[] in, int near, int far, float[] out, int outOffset, int width, int channels) {
        for (int x = 0; x < 2 * width; x++) {
            int nearer = x / 2;
            int farther = Math.min(width - 1, Math.max(0, x % 2 == 0 ? nearer - 1 : nearer + 1));
            for (int c = 0; c < channels; c++) {
                int a = nearer * channels + c;
                int b = farther * channels + c;
                out[outOffset + x * channels + c] += 0.75f * (0.75f * in[near + a] + 0.25f * in[far + a])
                        + 0.25f * (0.75f * in[near + b] + 0.25f * in[far + b]);
            }
        }
    }
}
