package org.medspike.ablation;

import java.util.List;
import java.util.Optional;
import org.medspike.evaluation.Bootstrap;
import org.medspike.evaluation.ImageScore;
import org.medspike.evaluation.Interval;
import org.medspike.evaluation.Measure;
import org.medspike.evaluation.MeasureSummary;
import org.medspike.network.NetworkConfig;
import org.medspike.network.NetworkCost;
import org.medspike.tensor.cost.CostLedger;

/**
 * What became of one variant.
 *
 * @param key of the variant
 * @param label as the paper writes it
 * @param question which of the paper's questions it belongs to
 * @param score how good it is; empty where it would have to be trained and was not
 * @param parameters learned values of the spiking network
 * @param macs multiply-accumulates for one image at the input size
 * @param how how it came about, or why it has no score
 * @param seconds of training of the spiking network; zero without
 */
public record Row(
        String key,
        String label,
        String question,
        Optional<Score> score,
        long parameters,
        long macs,
        String how,
        double seconds) {

    /**
     * Scores on held-out images, each at its own size.
     *
     * @param meanIou mIoU, mean of per-image values
     * @param low lower end of its 95 % bootstrap interval; not a number for fewer than two images
     * @param high upper end
     * @param meanDice DSC, mean of per-image values
     * @param n images
     */
    public record Score(double meanIou, double low, double high, double meanDice, int n) {

        /** Sums up the scores of images. */
        static Score of(List<ImageScore> images) {
            List<MeasureSummary> summaries = MeasureSummary.of(images, Bootstrap.DEFAULT);
            MeasureSummary iou = summary(summaries, Measure.IOU);
            Optional<Interval> interval = iou.interval();
            return new Score(
                    iou.mean().orElse(Double.NaN),
                    interval.map(Interval::low).orElse(Double.NaN),
                    interval.map(Interval::high).orElse(Double.NaN),
                    summary(summaries, Measure.DSC).mean().orElse(Double.NaN),
                    iou.n());
        }

        private static MeasureSummary summary(List<MeasureSummary> summaries, Measure measure) {
            return summaries.stream()
                    .filter(summary -> summary.measure() == measure)
                    .findFirst()
                    .orElseThrow();
        }
    }

    /**
     * A row.
     *
     * @param network the variant as it was run
     * @param size side of its input in pixels
     */
    static Row of(Variant variant, NetworkConfig network, int size, Optional<Score> score, String how, double seconds) {
        CostLedger cost = NetworkCost.count(network, size, size);
        return new Row(
                variant.key(),
                variant.label(),
                variant.question(),
                score,
                cost.learnedParameters(),
                cost.macs().total(),
                how,
                seconds);
    }
}
