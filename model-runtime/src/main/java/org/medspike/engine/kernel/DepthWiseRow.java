package org.medspike.engine.kernel;

/** One row of a depth-wise 3x3 convolution: each channel by itself. */
@FunctionalInterface
public interface DepthWiseRow {

    /**
     * {@code out[x][c] = bias[c] + Σ weights[3 dy + dx][c] · row_dy[x + dx][c]}.
     *
     * <p>The three input rows begin one pixel to the left of the first and end one to the right of the last.
     *
     * @param in the array that holds the rows
     * @param above offset of the row above
     * @param here offset of the row itself
     * @param below offset of the row below
     * @param weights {@code [9][channels]}
     * @param weightOffset where they begin
     * @param bias {@code [channels]}
     * @param biasOffset where it begins
     * @param out the result
     * @param outOffset of its first pixel
     * @param width pixels
     * @param channels a multiple of {@link Kernels#LANE_GROUP}
     */
    void apply(
            float[] in,
            int above,
            int here,
            int below,
            float[] weights,
            int weightOffset,
            float[] bias,
            int biasOffset,
            float[] out,
            int outOffset,
            int width,
            int channels);
}
