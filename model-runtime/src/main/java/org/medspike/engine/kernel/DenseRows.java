package org.medspike.engine.kernel;

/**
 * Matrix product of a row of pixels with a kernel, added to where the sums start from: one segment of a convolution.
 *
 * <p>A 1x1 convolution is one segment of as many values as channels. A 3x3 convolution is three, one a kernel row, each
 * three pixels long; 2x2 blocks are two.
 */
@FunctionalInterface
public interface DenseRows {

    /**
     * {@code out[p][n] = start[p][n] + Σ_k in[p * inStride + k] · weights[k][n]}.
     *
     * @param in values of the segment
     * @param inOffset where the first pixel's begin
     * @param inStride from one pixel's to the next one's
     * @param length of the segment
     * @param weights packed by {@link Panels}
     * @param weightOffset where the segment's first row begins in the first panel
     * @param panelStride from one panel to the next
     * @param start what the sums start from: the output itself, or a bias that all pixels share, or zeros
     * @param startOffset where the first pixel's begin
     * @param startStride from one pixel's to the next one's; zero where all share it
     * @param out the sums
     * @param outOffset where the first pixel's begin
     * @param outStride from one pixel's to the next one's
     * @param pixels number of pixels
     * @param channels output channels, a multiple of {@link Kernels#LANE_GROUP}
     */
    void add(
            float[] in,
            int inOffset,
            int inStride,
            int length,
            float[] weights,
            int weightOffset,
            int panelStride,
            float[] start,
            int startOffset,
            int startStride,
            float[] out,
            int outOffset,
            int outStride,
            int pixels,
            int channels);
}
