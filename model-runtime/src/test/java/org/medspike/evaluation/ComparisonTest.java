package org.medspike.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ComparisonTest {

    private static final double[] FIRST = {.71, .55, .93, .80, .12, .66, .87, .90};
    private static final double[] SECOND = {.65, .57, .90, .71, .02, .52, .86, .79};

    /** Scores with given distances and an IoU of {@code percent / 100}. */
    private static List<ImageScore> scores(double[] distances, int... percent) {
        List<ImageScore> scores = new ArrayList<>();
        for (int i = 0; i < distances.length; i++) {
            int found = percent.length == 0 ? 50 : percent[i];
            scores.add(new ImageScore(
                    "image" + i,
                    20,
                    10,
                    new Confusion(found, 0, 100 - found, 100),
                    Double.isNaN(distances[i]) ? OptionalDouble.empty() : OptionalDouble.of(distances[i]),
                    "px"));
        }
        return scores;
    }

    private static Comparison of(Measure measure, List<ImageScore> first, List<ImageScore> second) {
        return Comparison.of(first, second, Bootstrap.DEFAULT).get(measure.ordinal());
    }

    /**
     * Golden: SciPy 1.17.1. {@code ttest_rel}: t 3.356585566713097, p 0.012140878135416745; {@code wilcoxon(zero_method=
     * 'pratt')}: exact p 0.0234375, sum of positive ranks 34; {@code bootstrap}: 0.02875 to 0.1.
     */
    @Test
    void tests_asSciPy_exact() {
        Comparison comparison = of(Measure.HD95, scores(FIRST), scores(SECOND));

        assertThat(comparison.pairs()).isEqualTo(8);
        assertThat(comparison.leftOut()).isZero();
        assertThat(comparison.meanDifference().orElseThrow()).isCloseTo(0.065, within(1e-12));
        assertThat(comparison.interval().orElseThrow().low()).isCloseTo(0.02875, within(0.005));
        assertThat(comparison.interval().orElseThrow().high()).isCloseTo(0.1, within(0.005));
        PairedTests tests = comparison.tests().orElseThrow();
        assertThat(tests.t()).isCloseTo(3.356585566713097, within(1e-9));
        assertThat(tests.degreesOfFreedom()).isEqualTo(7);
        assertThat(tests.tP()).isCloseTo(0.012140878135416745, within(1e-9));
        assertThat(tests.w()).isEqualTo(34);
        assertThat(tests.wilcoxonP()).isCloseTo(0.0234375, within(1e-12));
        assertThat(comparison.note()).isEmpty();
    }

    /**
     * Golden: SciPy 1.17.1, differences with zeros and ties. {@code ttest_1samp}: p 0.06338979722461309;
     * {@code wilcoxon(zero_method='pratt', correction=True, method='asymptotic')}: p 0.08968255164138053; sum of the positive
     * ranks by {@code rankdata} 59.5.
     */
    @Test
    void tests_asSciPy_zerosAndTies() {
        double[] differences = {0.5, -0.25, 0, 0.75, 0.25, 0, 1, -0.5, 0.25, 1.5, 0.75, -0.125};

        PairedTests tests = PairedTests.of(differences);

        assertThat(tests.t()).isCloseTo(2.064333496672859, within(1e-9));
        assertThat(tests.tP()).isCloseTo(0.06338979722461309, within(1e-9));
        assertThat(tests.w()).isEqualTo(59.5);
        assertThat(tests.wilcoxonP()).isCloseTo(0.08968255164138053, within(1e-9));
    }

    /** Golden: SciPy 1.17.1, as above: p 0.10733423937887843, sum of positive ranks 295. */
    @Test
    void tests_asSciPy_mostlyZeros() {
        double[] differences = new double[41];
        double[] others = {.5, .25, -.125, .75, 1, -.25, 2, 3, -.5, 4, .0625};
        System.arraycopy(others, 0, differences, 30, others.length);

        SignedRanks ranks = SignedRanks.of(differences);

        assertThat(ranks.positive()).isEqualTo(295);
        assertThat(ranks.p()).isCloseTo(0.10733423937887843, within(1e-9));
    }

    /** By hand: sorted 0.005, 0.01, 0.03, 0.04, times 4, 3, 2, 1, never falling. */
    @Test
    void holm_byHand() {
        assertThat(Holm.adjusted(new double[] {0.01, 0.04, 0.03, 0.005})).containsExactly(0.03, 0.06, 0.06, 0.02);
        assertThat(Holm.adjusted(new double[] {0.6, 0.7})).containsExactly(1, 1);
        assertThat(Holm.adjusted(new double[0])).isEmpty();
    }

    /** The IoU, DSC, Acc and Sen of these scores differ, Spe does not: five tests of six measures are corrected for. */
    @Test
    void holm_countsTheMeasuresThatCouldBeTested() {
        List<Comparison> all = Comparison.of(
                scores(FIRST, 71, 55, 93, 80, 12, 66, 87, 90),
                scores(SECOND, 65, 57, 90, 71, 2, 52, 86, 79),
                Bootstrap.DEFAULT);

        assertThat(all.get(Measure.SPE.ordinal()).tests()).isEmpty();
        assertThat(all.get(Measure.SPE.ordinal()).note())
                .isEqualTo("No test: the difference is the same in all 8 pairs.");
        double[] raw = all.stream()
                .flatMap(comparison -> comparison.tests().stream())
                .mapToDouble(PairedTests::tP)
                .toArray();
        double[] corrected = all.stream()
                .flatMap(comparison -> comparison.tests().stream())
                .mapToDouble(PairedTests::tHolm)
                .toArray();
        assertThat(raw).hasSize(5);
        assertThat(corrected).containsExactly(Holm.adjusted(raw));
    }

    @Test
    void sameScores_giveASentence() {
        for (Comparison comparison : Comparison.of(scores(FIRST), scores(FIRST), Bootstrap.DEFAULT)) {
            assertThat(comparison.tests()).isEmpty();
            assertThat(comparison.meanDifference()).hasValue(0);
            assertThat(comparison.note()).isEqualTo("No test: the difference is the same in all 8 pairs.");
        }
    }

    /** Differences of 0.1 that rounding tells apart are still equal. */
    @Test
    void differencesThatAreEqualButForRounding_giveASentence() {
        Comparison comparison =
                of(Measure.HD95, scores(new double[] {0.3, 0.7, 1.1}), scores(new double[] {0.2, 0.6, 1.0}));

        assertThat(comparison.tests()).isEmpty();
        assertThat(comparison.meanDifference().orElseThrow()).isCloseTo(0.1, within(1e-12));
    }

    @Test
    void undefinedValues_areLeftOut_andCounted() {
        Comparison comparison = of(
                Measure.HD95, scores(new double[] {1, 2, Double.NaN, 4}), scores(new double[] {Double.NaN, 1, 3, 4.5, 9
                }));

        assertThat(comparison.pairs()).isEqualTo(2);
        assertThat(comparison.leftOut()).isEqualTo(3);
        assertThat(comparison.meanDifference()).hasValue(0.25);
    }

    @Test
    void fewerThanTwoPairs_giveASentence() {
        Comparison one = of(Measure.IOU, scores(new double[] {1}), scores(new double[] {2}));
        Comparison none = of(Measure.HD95, scores(new double[] {Double.NaN}), scores(new double[] {2}));

        assertThat(one.note()).isEqualTo("No test: fewer than two pairs.");
        assertThat(none.note()).isEqualTo("No test: fewer than two pairs.");
        assertThat(none.meanDifference()).isEmpty();
        assertThat(none.interval()).isEmpty();
    }
}
