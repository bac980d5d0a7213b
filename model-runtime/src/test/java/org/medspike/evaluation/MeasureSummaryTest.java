package org.medspike.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class MeasureSummaryTest {

    private static ImageScore score(String stem, Confusion counts, OptionalDouble hd95) {
        return new ImageScore(stem, 10, 10, counts, hd95, "px");
    }

    private static MeasureSummary of(Measure measure, List<MeasureSummary> all) {
        return all.stream()
                .filter(summary -> summary.measure() == measure)
                .findFirst()
                .orElseThrow();
    }

    /** By hand: IoU 0.5, 1 (both empty) and 0; Sen 0.5 and 0, once undefined; HD95 3 and 0, once undefined. */
    @Test
    void mean_countsImages_pooledCountsPixels() {
        List<MeasureSummary> all = MeasureSummary.of(
                List.of(
                        score("a", new Confusion(10, 0, 10, 80), OptionalDouble.of(3)),
                        score("b", new Confusion(0, 0, 0, 100), OptionalDouble.of(0)),
                        score("c", new Confusion(0, 0, 20, 80), OptionalDouble.empty())),
                Bootstrap.DEFAULT);

        MeasureSummary iou = of(Measure.IOU, all);
        assertThat(iou.mean()).hasValue(0.5);
        assertThat(iou.sd()).hasValue(0.5);
        assertThat(iou.pooled()).hasValue(10 / 40.0);
        assertThat(iou.n()).isEqualTo(3);
        assertThat(iou.undefined()).isZero();
        assertThat(iou.unit()).isEqualTo("1");
        MeasureSummary sen = of(Measure.SEN, all);
        assertThat(sen.mean()).hasValue(0.25);
        assertThat(sen.pooled()).hasValue(10 / 40.0);
        assertThat(sen.n()).isEqualTo(2);
        assertThat(sen.undefined()).isOne();
        MeasureSummary hd95 = of(Measure.HD95, all);
        assertThat(hd95.mean()).hasValue(1.5);
        assertThat(hd95.undefined()).isOne();
        assertThat(hd95.unit()).isEqualTo("px");
        assertThat(hd95.pooled()).isEmpty();
        assertThat(of(Measure.ACC, all).pooled().orElseThrow()).isCloseTo(270 / 300.0, within(1e-12));
    }

    @Test
    void noImage_oneImage_giveNoNumbersThatMeanNothing() {
        for (MeasureSummary none : MeasureSummary.of(List.of(), Bootstrap.DEFAULT)) {
            assertThat(none.mean()).isEmpty();
            assertThat(none.pooled()).isEmpty();
        }
        MeasureSummary one = MeasureSummary.of(
                        List.of(score("a", new Confusion(1, 1, 0, 0), OptionalDouble.empty())), Bootstrap.DEFAULT)
                .get(0);
        assertThat(one.mean()).hasValue(0.5);
        assertThat(one.sd()).isEmpty();
        assertThat(one.interval()).isEmpty();
    }

    @Test
    void lengthsInTwoUnits_haveNoMean_theSharesDo() {
        ImageScore pixels = score("a", Confusion.NONE, OptionalDouble.of(1));
        ImageScore millimetres = new ImageScore("b", 1, 1, Confusion.NONE, OptionalDouble.of(1), "mm");

        List<MeasureSummary> summaries = MeasureSummary.of(List.of(pixels, millimetres), Bootstrap.DEFAULT);

        MeasureSummary hd95 = summaries.get(Measure.HD95.ordinal());
        assertThat(hd95.unit()).isEqualTo("px and mm");
        assertThat(hd95.mean()).isEmpty();
        assertThat(hd95.undefined()).isEqualTo(2);
        assertThat(summaries.get(Measure.IOU.ordinal()).n()).isEqualTo(2);
    }

    /**
     * Golden: {@code scipy.stats.bootstrap(numpy.mean, n_resamples=400000, method='percentile')} of SciPy 1.17.1 gives
     * 0.5025 to 0.84; 2,000 resamples leave an uncertainty of about 0.01 at each end.
     */
    @Test
    void interval_asSciPy() {
        double[] values = {.71, .55, .93, .80, .12, .66, .87, .90};

        Interval interval = Bootstrap.DEFAULT.ofMean(values).orElseThrow();

        assertThat(interval.low()).isCloseTo(0.5025, within(0.02));
        assertThat(interval.high()).isCloseTo(0.84, within(0.02));
        assertThat(new Bootstrap(41, 2000).ofMean(values)).contains(interval);
        assertThat(new Bootstrap(42, 2000).ofMean(values).orElseThrow()).isNotEqualTo(interval);
    }

    @Test
    void interval_ofEqualValues_isAPoint() {
        assertThat(Bootstrap.DEFAULT.ofMean(new double[] {0.5, 0.5, 0.5})).contains(new Interval(0.5, 0.5));
    }
}
