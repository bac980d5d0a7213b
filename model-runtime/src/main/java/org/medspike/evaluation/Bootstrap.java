package org.medspike.evaluation;

import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Confidence intervals by drawing the images again, with replacement: the percentile bootstrap (Efron and Tibshirani,
 * An Introduction to the Bootstrap, 1993, chapter 13).
 *
 * <p>The same seed and values give the same interval. Images count as independent: where several show one patient, the
 * interval is too narrow.
 *
 * @param seed any number
 * @param resamples how often all images are drawn again
 */
public record Bootstrap(long seed, int resamples) {

    /** What reports use. */
    public static final Bootstrap DEFAULT = new Bootstrap(41, 2000);

    /** Confidence of the intervals. */
    public static final double LEVEL = 0.95;

    /** Refuses no resamples. */
    public Bootstrap {
        if (resamples < 1) {
            throw new IllegalArgumentException("a bootstrap needs resamples, not " + resamples);
        }
    }

    /** The 95 % interval of the mean; none for fewer than two values. */
    public Optional<Interval> ofMean(double[] values) {
        if (values.length < 2) {
            return Optional.empty();
        }
        SplittableRandom random = new SplittableRandom(seed);
        double[] means = new double[resamples];
        for (int r = 0; r < resamples; r++) {
            double sum = 0;
            for (int i = 0; i < values.length; i++) {
                sum += values[random.nextInt(values.length)];
            }
            means[r] = sum / values.length;
        }
        Arrays.sort(means);
        double tail = (1 - LEVEL) / 2;
        return Optional.of(new Interval(Quantile.of(means, tail), Quantile.of(means, 1 - tail)));
    }

    /** How the intervals came about, as a sentence. */
    public String sentence() {
        return "Intervals are 95 % percentile bootstrap intervals of the mean over images, " + resamples
                + " resamples, seed " + seed + "; images count as independent.";
    }
}
