package org.medspike.engine.kernel;

/** {@link DenseOuter} with spikes as input, event by event: the weight gradient of a 1x1 convolution of spikes. */
@FunctionalInterface
public interface SpikeOuter {

    /**
     * {@code sums[k][n] += Σ_p spike[p][k] · values[p][n]}.
     *
     * @param bits spikes
     * @param bitOffset word of the first pixel
     * @param words words a pixel
     * @param values what is added
     * @param valueOffset where the first pixel's begin
     * @param valueStride from one pixel's to the next one's
     * @param sums {@code [neurons][channels]}
     * @param sumOffset where they begin
     * @param pixels number of pixels
     * @param channels a multiple of {@link Kernels#LANE_GROUP}
     * @param events room for {@code 32 * words} numbers, overwritten
     */
    void add(
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
            int[] events);
}
