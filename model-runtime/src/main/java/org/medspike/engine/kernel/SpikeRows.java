package org.medspike.engine.kernel;

/** 1x1 convolution of a row of spikes, event by event: adds up the kernel rows of the neurons that fired. */
@FunctionalInterface
public interface SpikeRows {

    /**
     * {@code out[p][n] = start[p][n] + Σ_k spike[p][k] · weights[k][n]}.
     *
     * @param bits spikes
     * @param bitOffset word of the first pixel
     * @param words words a pixel
     * @param weights {@code [32 * words][channels]}; rows of bits that are never set may be missing at the end
     * @param weightOffset where they begin
     * @param start what the sums start from: the output itself, or a bias that all pixels share
     * @param startOffset where the first pixel's begin
     * @param startStride from one pixel's to the next one's; zero where all share it
     * @param out the sums
     * @param outOffset where the first pixel's begin
     * @param outStride from one pixel's to the next one's
     * @param pixels number of pixels
     * @param channels output channels, a multiple of {@link Kernels#LANE_GROUP}
     * @param events room for {@code 32 * words} numbers, overwritten
     */
    void add(
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
            int[] events);
}
