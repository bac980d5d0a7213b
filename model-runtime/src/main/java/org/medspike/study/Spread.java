package org.medspike.study;

import java.util.Arrays;
import java.util.Collection;

/**
 * Mean and spread of one value an image.
 *
 * @param mean arithmetic mean over the images; not a number without any
 * @param sd standard deviation of the sample (n - 1); not a number with fewer than two
 * @param n images that have the value
 * @param undefined images for which the value is not defined; left out
 */
public record Spread(double mean, double sd, int n, int undefined) {

    /** Of values, those that are not a number left out and counted. */
    public static Spread of(Collection<Double> values) {
        double[] defined = values.stream()
                .mapToDouble(Double::doubleValue)
                .filter(value -> !Double.isNaN(value))
                .toArray();
        double mean = Arrays.stream(defined).average().orElse(Double.NaN);
        double squares =
                Arrays.stream(defined).map(v -> (v - mean) * (v - mean)).sum();
        double sd = defined.length < 2 ? Double.NaN : Math.sqrt(squares / (defined.length - 1));
        return new Spread(mean, sd, defined.length, values.size() - defined.length);
    }
}
