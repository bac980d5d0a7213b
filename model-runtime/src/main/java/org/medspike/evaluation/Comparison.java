package org.medspike.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Two models on the same images, by one measure.
 *
 * <p>Differences are the first model's value minus the second's, image by image. Holm's correction is made over the
 * measures that could be tested, for each of the two tests apart.
 *
 * @param measure what is compared
 * @param unit {@code 1} for shares, else the unit of length
 * @param pairs images with a value from both models
 * @param leftOut images where either value is undefined or either model has none
 * @param meanDifference first minus second; empty without pairs
 * @param interval 95 % bootstrap interval of that; empty for fewer than two pairs
 * @param tests empty where no test can be made
 * @param note why there are no tests, as a sentence; else empty
 */
public record Comparison(
        Measure measure,
        String unit,
        int pairs,
        int leftOut,
        OptionalDouble meanDifference,
        Optional<Interval> interval,
        Optional<PairedTests> tests,
        String note) {

    /** How the tests were made, in sentences. */
    public static final List<String> METHOD = List.of(
            "Differences are the model's value minus the compared model's on the same image; images where either is"
                    + " undefined are left out.",
            "Tests are two-sided: the paired t-test, and Wilcoxon's signed-rank test with zeros by Pratt's method and"
                    + " ties at their mean rank (exact for up to 50 pairs without zeros and ties, else the normal"
                    + " approximation with continuity correction).",
            "p (Holm) is corrected over the measures compared in this table, for each of the two tests apart.");

    /** Differences that differ by less than this, relative to the largest, are rounding. */
    private static final double ROUNDING = 1e-12;

    /**
     * Compares by every measure, in the order of {@link Measure}.
     *
     * @param first scores of one model, each image once
     * @param second scores of the other one
     */
    public static List<Comparison> of(List<ImageScore> first, List<ImageScore> second, Bootstrap bootstrap) {
        List<ImageScore> all = new ArrayList<>(first);
        all.addAll(second);
        String lengthUnit = MeasureSummary.lengthUnit(all);
        Set<String> stems = new HashSet<>();
        all.forEach(score -> stems.add(score.stem()));
        List<Comparison> raw = Arrays.stream(Measure.values())
                .map(measure -> {
                    String unit = measure.isRatio() ? MeasureSummary.SHARE : lengthUnit;
                    double[] differences =
                            unit.equals(MeasureSummary.MIXED) ? new double[0] : differences(measure, first, second);
                    return of(measure, unit, differences, stems.size(), bootstrap);
                })
                .toList();
        return corrected(raw);
    }

    private static double[] differences(Measure measure, List<ImageScore> first, List<ImageScore> second) {
        Map<String, ImageScore> partners =
                second.stream().collect(Collectors.toMap(ImageScore::stem, Function.identity()));
        List<Double> differences = new ArrayList<>();
        for (ImageScore score : first) {
            ImageScore partner = partners.get(score.stem());
            if (partner != null
                    && score.value(measure).isPresent()
                    && partner.value(measure).isPresent()) {
                differences.add(score.value(measure).getAsDouble()
                        - partner.value(measure).getAsDouble());
            }
        }
        return differences.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static Comparison of(Measure measure, String unit, double[] differences, int images, Bootstrap bootstrap) {
        int pairs = differences.length;
        String note = "";
        if (pairs < 2) {
            note = "No test: fewer than two pairs.";
        } else if (allEqual(differences)) {
            note = "No test: the difference is the same in all " + pairs + " pairs.";
        }
        return new Comparison(
                measure,
                unit,
                pairs,
                images - pairs,
                Arrays.stream(differences).average(),
                bootstrap.ofMean(differences),
                note.isEmpty() ? Optional.of(PairedTests.of(differences)) : Optional.empty(),
                note);
    }

    private static boolean allEqual(double[] differences) {
        double low = Arrays.stream(differences).min().orElse(0);
        double high = Arrays.stream(differences).max().orElse(0);
        return high - low <= ROUNDING * Math.max(Math.abs(low), Math.abs(high));
    }

    private static List<Comparison> corrected(List<Comparison> raw) {
        List<PairedTests> tests =
                raw.stream().flatMap(comparison -> comparison.tests.stream()).toList();
        double[] ofT = Holm.adjusted(tests.stream().mapToDouble(PairedTests::tP).toArray());
        double[] ofWilcoxon =
                Holm.adjusted(tests.stream().mapToDouble(PairedTests::wilcoxonP).toArray());
        List<Comparison> corrected = new ArrayList<>();
        int next = 0;
        for (Comparison comparison : raw) {
            if (comparison.tests.isEmpty()) {
                corrected.add(comparison);
            } else {
                corrected.add(comparison.withTests(tests.get(next).corrected(ofT[next], ofWilcoxon[next])));
                next++;
            }
        }
        return List.copyOf(corrected);
    }

    private Comparison withTests(PairedTests other) {
        return new Comparison(measure, unit, pairs, leftOut, meanDifference, interval, Optional.of(other), note);
    }
}
