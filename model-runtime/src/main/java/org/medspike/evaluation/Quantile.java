package org.medspike.evaluation;

/** Quantiles with linear interpolation between the two nearest values, as NumPy and PyTorch do by default. */
final class Quantile {

    private Quantile() {}

    /**
     * A quantile.
     *
     * @param sorted ascending, at least one
     * @param share 0 to 1
     */
    static double of(double[] sorted, double share) {
        double position = share * (sorted.length - 1);
        int below = (int) position;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }
}
