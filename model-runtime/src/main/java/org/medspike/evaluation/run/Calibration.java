package org.medspike.evaluation.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.medspike.bundle.Metric;
import org.medspike.bundle.ModelBundle;
import org.medspike.bundle.ModelCard;
import org.medspike.dataset.Case;
import org.medspike.dataset.CaseReader;
import org.medspike.dataset.DataFolderException;
import org.medspike.dataset.LabelledImage;
import org.medspike.evaluation.Bootstrap;
import org.medspike.evaluation.Measure;
import org.medspike.evaluation.MeasureSummary;
import org.medspike.imaging.ImageFiles;
import org.medspike.inference.InferenceEngine;
import org.medspike.inference.Segmenter;
import org.medspike.task.TaskContext;

/**
 * Chooses what a trained model does with its probabilities: the threshold, and whether mirror images are worth their
 * time. By the mean of the images' IoU at their own sizes, on images that were held out of the training.
 *
 * @param flips whether the network is shown the mirror images too
 * @param threshold probability from which a pixel belongs to the object
 * @param meanIou with both
 */
public record Calibration(boolean flips, float threshold, double meanIou) {

    /** What mirror images must gain to be worth four times the work. */
    private static final double WORTH_IT = 0.002;

    /** Whether mirror images are to be tried. */
    public enum Flips {
        /** Used where they gain enough. */
        AUTO,
        /** Used. */
        YES,
        /** Not used. */
        NO
    }

    /**
     * Chooses.
     *
     * @param cases that the model has not learned from, at least one
     * @throws DataFolderException if one of them cannot be read
     * @throws org.medspike.task.TaskCancelledException if the task was stopped
     */
    public static Calibration choose(
            ModelBundle bundle, InferenceEngine engine, int threads, List<Case> cases, Flips flips, TaskContext task)
            throws DataFolderException {
        if (flips == Flips.AUTO) {
            Calibration plain = choose(bundle, engine, threads, cases, false, task);
            Calibration mirrored = choose(bundle, engine, threads, cases, true, task);
            return mirrored.meanIou >= plain.meanIou + WORTH_IT ? mirrored : plain;
        }
        return choose(bundle, engine, threads, cases, flips == Flips.YES, task);
    }

    /**
     * A model's card with this choice and the scores that it leads to.
     *
     * @param scores under {@link Protocol#STRICT}, with this choice made
     * @param part which images they are, for instance {@code "held out by seed 41"}
     */
    public ModelCard card(ModelCard before, ModelScores scores, String part) {
        String protocol = String.format(
                Locale.ROOT,
                "%s, scored at each image's own size, probability cut at %.2f, %s; the same images chose the threshold",
                part,
                threshold,
                flips ? "mean over the image and its three mirror images" : "without mirror images");
        List<Metric> metrics = new ArrayList<>();
        for (MeasureSummary summary : MeasureSummary.of(scores.of(Protocol.STRICT), Bootstrap.DEFAULT)) {
            Measure measure = summary.measure();
            String unit = measure.isRatio() ? "" : ", " + summary.unit();
            if (summary.mean().isPresent()) {
                metrics.add(new Metric(
                        measure.meanLabel() + unit,
                        summary.mean().getAsDouble(),
                        summary.interval()
                                .map(bounds -> List.of(bounds.low(), bounds.high()))
                                .orElse(List.of()),
                        MeasureSummary.MEAN,
                        summary.n(),
                        protocol));
            }
            if (summary.pooled().isPresent()) {
                metrics.add(new Metric(
                        measure.label(),
                        summary.pooled().getAsDouble(),
                        MeasureSummary.POOLED,
                        scores.of(Protocol.STRICT).size(),
                        protocol));
            }
        }
        return before.withUse(before.preprocessing().withFlips(flips), threshold, metrics);
    }

    private static Calibration choose(
            ModelBundle bundle, InferenceEngine engine, int threads, List<Case> cases, boolean flips, TaskContext task)
            throws DataFolderException {
        ThresholdCurve curve = new ThresholdCurve();
        try (CaseReader reader = new CaseReader(new ImageFiles());
                Segmenter segmenter = new Segmenter(bundle.withFlips(flips), engine, threads)) {
            for (int i = 0; i < cases.size(); i++) {
                task.checkCancelled();
                task.progress((double) i / cases.size(), cases.get(i).stem());
                LabelledImage image = reader.read(cases.get(i));
                curve.add(segmenter.segment(image.image(), task.quietly()).probability(), image.truth());
            }
        }
        ThresholdCurve.Point best = curve.best();
        return new Calibration(flips, best.threshold(), best.meanIou());
    }
}
