package org.medspike.training;

import java.util.List;
import org.medspike.evaluation.Confusion;
import org.medspike.imaging.Plane;
import org.medspike.imaging.Resampling;
import org.medspike.mask.Mask;
import org.medspike.task.TaskContext;

/** Scores a network on held-out images: probabilities are enlarged to each image's own size, then cut at one half. */
final class Validation {

    /** Probability from which a pixel belongs to the object. */
    static final float THRESHOLD = 0.5f;

    private final List<Sample> samples;
    private final int batchSize;

    Validation(List<Sample> samples, int batchSize) {
        this.samples = samples;
        this.batchSize = batchSize;
    }

    ValidationScore score(GradientEngine engine, TaskContext task) {
        double iou = 0;
        double dice = 0;
        for (int from = 0; from < samples.size(); from += batchSize) {
            task.checkCancelled();
            List<Sample> chunk = samples.subList(from, Math.min(samples.size(), from + batchSize));
            List<float[]> planes = engine.predict(batch(chunk));
            for (int i = 0; i < chunk.size(); i++) {
                Confusion counts = counts(chunk.get(i), planes.get(i));
                iou += counts.iou();
                dice += counts.dice();
            }
        }
        return new ValidationScore(iou / samples.size(), dice / samples.size(), samples.size());
    }

    private static Batch batch(List<Sample> samples) {
        int size = samples.get(0).size();
        int plane = size * size;
        float[] images = new float[samples.size() * 3 * plane];
        float[] masks = new float[samples.size() * plane];
        java.util.SplittableRandom unused = new java.util.SplittableRandom(0);
        for (int i = 0; i < samples.size(); i++) {
            Augmentation.NONE.apply(samples.get(i), unused, images, i * 3 * plane, masks, i * plane);
        }
        return new Batch(samples.size(), size, images, masks);
    }

    private static Confusion counts(Sample sample, float[] probabilities) {
        Plane plane = Resampling.resize(
                new Plane(sample.size(), sample.size(), probabilities), sample.width(), sample.height());
        return Confusion.of(Mask.above(plane, THRESHOLD), new Mask(sample.width(), sample.height(), sample.truth()));
    }
}
