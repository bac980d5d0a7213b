package org.medspike.engine.kernel;

/**
 * Sums of outer products over the pixels of a row: the weight gradient of one segment of a convolution, see {@link
 * DenseRows}.
 */
@FunctionalInterface
public interface DenseOuter {

    /**
     * {@code sums[k][n] += Σ_p in[p * inStride + k] · gradient[p * gradientStride + n]}.
     *
     * @param in values of the segment
     * @param inOffset where the first pixel's begin
     * @param inStride from one pixel's to the next one's
     * @param length of the segment, a multiple of eight
     * @param gradient of the output
     * @param gradientOffset where the first pixel's begins
     * @param gradientStride from one pixel's to the next one's
     * @param sums {@code [length][channels]}
     * @param sumOffset where they begin
     * @param pixels number of pixels
     * @param channels output channels, a multiple of {@link Kernels#LANE_GROUP}
     */
    void add(
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
            int channels);
}
