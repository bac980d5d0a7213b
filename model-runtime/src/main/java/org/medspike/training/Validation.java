package org.medspike.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.SplittableRandom;
import org.medspike.dataset.Case;
import org.medspike.evaluation.Confusion;
import org.medspike.imaging.Plane;
import org.medspike.imaging.Resampling;
import org.medspike.mask.Mask;
import org.medspike.task.TaskContext;

/** Scores a network on held-out images: probabilities are enlarged to each image's own size, then cut at one half. */
final class Validation {

    /** Probability from which a pixel belongs to the object. */
    static final float THRESHOLD = 0.5f;

    private final List<Case> cases;
    private final SampleStore store;
    private final int batchSize;

    Validation(List<Case> cases, SampleStore store, int batchSize) {
        this.cases = cases;
        this.store = store;
        this.batchSize = batchSize;
    }

    /**
     * Scores.
     *
     * @throws IOException if a file can no longer be read
     */
    ValidationScore score(GradientEngine engine, TaskContext task) throws IOException {
        double iou = 0;
        double dice = 0;
        for (int from = 0; from < cases.size(); from += batchSize) {
            task.checkCancelled();
            List<Sample> chunk = samples(cases.subList(from, Math.min(cases.size(), from + batchSize)));
            List<float[]> planes = engine.predict(batch(chunk));
            for (int i = 0; i < chunk.size(); i++) {
                Confusion counts = counts(chunk.get(i), planes.get(i));
                iou += counts.iou();
                dice += counts.dice();
            }
        }
        return new ValidationScore(iou / cases.size(), dice / cases.size(), cases.size());
    }

    private List<Sample> samples(List<Case> chunk) throws IOException {
        try {
            return chunk.stream().map(store::get).toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private Batch batch(List<Sample> samples) {
        int size = store.size();
        int plane = size * size;
        float[] images = new float[samples.size() * 3 * plane];
        float[] masks = new float[samples.size() * plane];
        SplittableRandom unused = new SplittableRandom(0);
        for (int i = 0; i < samples.size(); i++) {
            Augmentation.NONE.apply(samples.get(i), unused, images, i * 3 * plane, masks, i * plane);
        }
        return new Batch(samples.size(), size, images, masks);
    }

    private static Confusion counts(Sample sample, float[] probabilities) {
        Mask truth = sample.truth();
        Plane plane = Resampling.resize(
                new Plane(sample.size(), sample.size(), probabilities), truth.width(), truth.height());
        return Confusion.of(Mask.above(plane, THRESHOLD), truth);
    }
}
