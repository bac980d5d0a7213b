package org.medspike.evaluation;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One measure over many images: the mean of the images' values, and the value of all pixels pooled.
 *
 * <p>In the mean each image counts alike, in the pooled value each pixel: large objects rule it.
 *
 * @param measure what was measured
 * @param unit {@code 1} for shares, else the unit of length
 * @param n images with a defined value
 * @param undefined images without one, left out
 * @param mean of the {@code n} values; empty without any
 * @param sd standard deviation of them ({@code n - 1}); empty for fewer than two
 * @param interval 95 % confidence interval of the mean; empty for fewer than two
 * @param pooled value of the counts of all images together, undefined ones included; empty for lengths
 */
public record MeasureSummary(
        Measure measure,
        String unit,
        int n,
        int undefined,
        OptionalDouble mean,
        OptionalDouble sd,
        Optional<Interval> interval,
        OptionalDouble pooled) {

    /** Unit of a share. */
    public static final String SHARE = "1";

    /** Unit of lengths where the images do not share one. */
    public static final String MIXED = "px and mm";

    /** How {@link #mean} is averaged. */
    public static final String MEAN = "mean of per-image values";

    /** How {@link #pooled} is averaged. */
    public static final String POOLED = "pooled over all pixels";

    /**
     * Sums up every measure, in the order of {@link Measure}.
     *
     * <p>Where some images have lengths in mm and others in px there is no mean of them: all count as undefined.
     *
     * @param scores of images
     */
    public static List<MeasureSummary> of(List<ImageScore> scores, Bootstrap bootstrap) {
        String lengthUnit = lengthUnit(scores);
        Confusion all = scores.stream().map(ImageScore::counts).reduce(Confusion.NONE, Confusion::plus);
        return Arrays.stream(Measure.values())
                .map(measure -> {
                    double[] values = scores.stream()
                            .filter(score -> measure.isRatio() || !lengthUnit.equals(MIXED))
                            .flatMapToDouble(score -> score.value(measure).stream())
                            .toArray();
                    return new MeasureSummary(
                            measure,
                            measure.isRatio() ? SHARE : lengthUnit,
                            values.length,
                            scores.size() - values.length,
                            Arrays.stream(values).average(),
                            deviation(values),
                            bootstrap.ofMean(values),
                            scores.isEmpty() ? OptionalDouble.empty() : measure.of(all));
                })
                .toList();
    }

    static String lengthUnit(List<ImageScore> scores) {
        List<String> units =
                scores.stream().map(ImageScore::lengthUnit).distinct().toList();
        if (units.size() > 1) {
            return MIXED;
        }
        return units.isEmpty() ? ImageScore.PIXELS : units.get(0);
    }

    private static OptionalDouble deviation(double[] values) {
        if (values.length < 2) {
            return OptionalDouble.empty();
        }
        double mean = Arrays.stream(values).average().orElseThrow();
        double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
        return OptionalDouble.of(Math.sqrt(squares / (values.length - 1)));
    }
}
