package org.medspike.engine.kernel;

/** Functions of one variable along a row; where there is an input and an output, they are different arrays or ranges. */
public interface RowCurves {

    /** {@code out[i] = 1 / (1 + exp(-in[i]))}. */
    void sigmoid(float[] in, int inOffset, float[] out, int outOffset, int count);

    /** {@code out[i] = in[i] · Φ(in[i])} with the Gaussian distribution function Φ. */
    void gelu(float[] in, int inOffset, float[] out, int outOffset, int count);

    /**
     * {@code gradient[i] *= Φ(in[i]) + in[i] · φ(in[i])}: the derivative of {@link #gelu}; φ is the Gaussian density.
     *
     * @param room for {@code count} values, overwritten
     */
    void geluGradient(float[] in, int inOffset, float[] gradient, int gradientOffset, float[] room, int count);

    /**
     * {@code x[i] = exp(scale · (x[i] - largest))}, in place: a soft-max before its division.
     *
     * @param scale positive
     * @return the sum of the results
     */
    float exponentials(float[] x, int offset, int count, float scale);

    /**
     * The same down each column: {@code x[r][c] = exp(scale · (x[r][c] - largest of column c))}.
     *
     * @param columns a multiple of {@link Kernels#LANE_GROUP}; rows follow each other
     * @param scale positive
     * @param sums of the results, one a column
     */
    void exponentialsDown(float[] x, int offset, int rows, int columns, float scale, float[] sums, int sumOffset);
}
