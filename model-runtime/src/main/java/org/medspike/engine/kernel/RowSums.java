package org.medspike.engine.kernel;

/** Sums of whole rows. */
public interface RowSums {

    /** {@code out[i] += factor · in[i]}. */
    void add(float[] in, int inOffset, float factor, float[] out, int outOffset, int count);

    /** {@code out[i] = a[i] + b[i]}. */
    void sum(float[] a, int offsetA, float[] b, int offsetB, float[] out, int outOffset, int count);

    /** {@code out[p][c] = values[c]} for each pixel. */
    void fill(float[] values, int valueOffset, float[] out, int outOffset, int pixels, int channels);

    /**
     * {@code out[p][c] += factor · spike[p][c]}.
     *
     * @param channels a multiple of {@link Kernels#LANE_GROUP}
     */
    void addSpikes(int[] bits, int bitOffset, float factor, float[] out, int outOffset, int pixels, int channels);

    /**
     * One row of a bilinear enlargement by two, added up: the output row lies between a nearer and a farther input row, which
     * weigh 3/4 and 1/4.
     *
     * @param near offset of the nearer row's first pixel
     * @param far offset of the other's
     * @param width of the input, in pixels; the output has twice as many
     */
    void addEnlarged(float[] in, int near, int far, float[] out, int outOffset, int width, int channels);
}
