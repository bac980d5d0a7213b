package org.medspike.engine.kernel;

/**
 * Rows of a batch normalisation, forward and backward: sums over the batch for each channel, and the affine maps that follow
 * from them.
 *
 * <p>Channels are a multiple of {@link Kernels#LANE_GROUP}, pixels lie side by side. Sums are added up over a row in single
 * precision and over rows in double.
 */
public interface NormRows {

    /**
     * {@code sums[c] += Σ_p (x - pivot), sums[channels + c] += Σ_p (x - pivot)²}.
     *
     * @param pivot {@code [channels]}, near the mean, so that little is lost where the mean is large
     * @param room for {@code 2 * channels} values, overwritten
     */
    void moments(
            float[] x, int offset, float[] pivot, int pixels, int channels, double[] sums, int sumOffset, float[] room);

    /**
     * {@code sums[c] += Σ_p gradient, sums[channels + c] += Σ_p gradient · (x - mean)}.
     *
     * @param mean {@code [channels]}
     * @param room for {@code 2 * channels} values, overwritten
     */
    void dots(
            float[] gradient,
            int gradientOffset,
            float[] x,
            int offset,
            float[] mean,
            int pixels,
            int channels,
            double[] sums,
            int sumOffset,
            float[] room);

    /** {@code out[p][c] = factor[c] · x[p][c] + shift[c]}. */
    void affine(
            float[] x, int offset, float[] factor, float[] shift, float[] out, int outOffset, int pixels, int channels);

    /** {@code out[p][c] += factor[c] · x[p][c] + shift[c]}. */
    void addAffine(
            float[] x, int offset, float[] factor, float[] shift, float[] out, int outOffset, int pixels, int channels);

    /**
     * {@code out[p][c] = scale · (factorA[c] · a[p][c] + factorB[c] · b[p][c] + shift[c])}; {@code out} may be {@code a} or
     * {@code b}.
     */
    void blend(
            float[] a,
            int offsetA,
            float[] factorA,
            float[] b,
            int offsetB,
            float[] factorB,
            float[] shift,
            float scale,
            float[] out,
            int outOffset,
            int pixels,
            int channels);
}
