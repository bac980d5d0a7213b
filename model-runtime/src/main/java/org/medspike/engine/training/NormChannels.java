package org.medspike.engine.training;

import org.medspike.tensor.NormStatistics;

/**
 * The channels of a batch normalisation: an affine map of each, forward by its moments, and backward by the sums over the
 * gradient. Vectors are {@code [channels]}, padded.
 */
final class NormChannels {

    private final NormStatistics<Parameter> parameters;
    private final Grid grid;
    private final boolean batchStatistics;
    private final double[] deviation;

    /** What the distances of the input are measured from. */
    final float[] mean;

    /** {@code output = factor · input + shift}. */
    final float[] factor;

    final float[] shift;

    /** {@code input's gradient = gradientFactor · output's gradient + sourceFactor · input + gradientShift}. */
    final float[] gradientFactor;

    final float[] sourceFactor;
    final float[] gradientShift;

    NormChannels(Grid grid, NormStatistics<Parameter> parameters, boolean batchStatistics) {
        this.grid = grid;
        this.parameters = parameters;
        this.batchStatistics = batchStatistics;
        int stride = grid.stride();
        deviation = new double[stride];
        mean = new float[stride];
        factor = new float[stride];
        shift = new float[stride];
        gradientFactor = new float[stride];
        sourceFactor = new float[stride];
        gradientShift = new float[stride];
    }

    /** Whether any of the parameters learns. */
    static boolean learns(NormStatistics<Parameter> parameters) {
        return parameters.scale().learned() || parameters.shift().learned();
    }

    /** Takes the moments of a batch; the running ones move. */
    void takeBatch(int c, double centre, double variance) {
        double n = grid.pixels();
        double unbiased = n > 1 ? variance * n / (n - 1) : variance;
        float[] means = parameters.mean().values();
        float[] variances = parameters.variance().values();
        means[c] += NormStatistics.MOMENTUM * (float) (centre - means[c]);
        variances[c] += NormStatistics.MOMENTUM * (float) (unbiased - variances[c]);
        take(c, centre, variance);
    }

    /** Takes the running moments. */
    void takeRunning(int c) {
        take(c, parameters.mean().values()[c], parameters.variance().values()[c]);
    }

    private void take(int c, double centre, double variance) {
        mean[c] = (float) centre;
        deviation[c] = Math.sqrt(variance + (double) NormStatistics.EPSILON);
        double scale = parameters.scale().values()[c] / deviation[c];
        factor[c] = (float) scale;
        shift[c] = (float) (parameters.shift().values()[c] - centre * scale);
    }

    /**
     * Adds the gradients of the parameters, and finds what a gradient by the input is made of.
     *
     * @param sum of the output's gradient
     * @param dot sum of the gradient times the input's distance from {@link #mean}
     */
    void learn(int c, double sum, double dot) {
        double standardDot = dot / deviation[c];
        if (parameters.scale().learned()) {
            parameters.scale().gradient()[c] += (float) standardDot;
        }
        if (parameters.shift().learned()) {
            parameters.shift().gradient()[c] += (float) sum;
        }
        double scale = parameters.scale().values()[c] / deviation[c];
        gradientFactor[c] = (float) scale;
        double slope = batchStatistics ? -scale * standardDot / grid.pixels() / deviation[c] : 0;
        sourceFactor[c] = (float) slope;
        gradientShift[c] = batchStatistics ? (float) (-scale * sum / grid.pixels() - slope * mean[c]) : 0;
    }
}
