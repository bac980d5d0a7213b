package org.medspike.engine.kernel;

/** The weight gradient of one row of a depth-wise 3x3 convolution, see {@link DepthWiseRow}. */
@FunctionalInterface
public interface DepthWiseOuter {

    /**
     * {@code sums[3 dy + dx][c] += Σ_x row_dy[x + dx][c] · gradient[x][c]}.
     *
     * <p>The three input rows begin one pixel to the left of the first and end one to the right of the last.
     *
     * @param in the array that holds the rows
     * @param above offset of the row above
     * @param here offset of the row itself
     * @param below offset of the row below
     * @param gradient of the output
     * @param gradientOffset of its first pixel
     * @param sums {@code [9][channels]}
     * @param sumOffset where they begin
     * @param width pixels
     * @param channels a multiple of {@link Kernels#LANE_GROUP}
     */
    void add(
            float[] in,
            int above,
            int here,
            int below,
            float[] gradient,
            int gradientOffset,
            float[] sums,
            int sumOffset,
            int width,
            int channels);
}
