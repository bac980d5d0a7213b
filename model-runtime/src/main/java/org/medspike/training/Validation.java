package org.medspike.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.medspike.bundle.PreprocessingSpec;
import org.medspike.dataset.Case;
import org.medspike.evaluation.Confusion;
import org.medspike.imaging.InputLevels;
import org.medspike.imaging.Plane;
import org.medspike.imaging.Resampling;
import org.medspike.imaging.TileGrid;
import org.medspike.mask.Mask;
import org.medspike.task.TaskContext;

/** Scores a network on held-out images: probabilities are brought to each image's own size, then cut at one half. */
final class Validation {

    /** Probability from which a pixel belongs to the object. */
    static final float THRESHOLD = 0.5f;

    private static final int CHANNELS = 3;

    private final List<Case> cases;
    private final SampleStore store;
    private final int batchSize;
    private final int multiple;

    /**
     * A validation.
     *
     * @param batchSize most inputs that the network is given at once
     * @param multiple by which sizes of the network's input are divisible
     */
    Validation(List<Case> cases, SampleStore store, int batchSize, int multiple) {
        this.cases = cases;
        this.store = store;
        this.batchSize = batchSize;
        this.multiple = multiple;
    }

    /**
     * Scores.
     *
     * @throws IOException if a file can no longer be read
     */
    ValidationScore score(GradientEngine engine, TaskContext task) throws IOException {
        boolean tiled = store.input().kind() == PreprocessingSpec.Kind.TILE;
        int together = tiled ? 1 : batchSize;
        double iou = 0;
        double dice = 0;
        for (int from = 0; from < cases.size(); from += together) {
            List<Sample> chunk = samples(cases.subList(from, Math.min(cases.size(), from + together)));
            List<Plane> probabilities = tiled ? List.of(tiled(chunk.get(0), engine, task)) : whole(chunk, engine, task);
            for (int i = 0; i < chunk.size(); i++) {
                Mask predicted = Mask.above(probabilities.get(i), THRESHOLD);
                Confusion counts = Confusion.of(predicted, chunk.get(i).truth());
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

    /** Probabilities of images that are seen whole, at their own sizes. */
    private List<Plane> whole(List<Sample> samples, GradientEngine engine, TaskContext task) {
        int size = store.input().width();
        int values = CHANNELS * size * size;
        float[] images = new float[samples.size() * values];
        for (int i = 0; i < samples.size(); i++) {
            byte[] levels = samples.get(i).rgb();
            for (int j = 0; j < values; j++) {
                images[i * values + j] = InputLevels.intensity(levels[j]);
            }
        }
        List<Plane> maps = predict(images, samples.size(), engine, task);
        List<Plane> enlarged = new ArrayList<>();
        for (int i = 0; i < samples.size(); i++) {
            Mask truth = samples.get(i).truth();
            enlarged.add(Resampling.resize(maps.get(i), truth.width(), truth.height()));
        }
        return enlarged;
    }

    /** Probability of an image that is seen in tiles. */
    private Plane tiled(Sample sample, GradientEngine engine, TaskContext task) {
        int size = store.input().width();
        int values = CHANNELS * size * size;
        TileGrid grid = TileGrid.of(sample.width(), sample.height(), size, size, multiple);
        List<Plane> maps = new ArrayList<>();
        for (int from = 0; from < grid.count(); from += batchSize) {
            int count = Math.min(batchSize, grid.count() - from);
            float[] images = new float[count * values];
            for (int i = 0; i < count; i++) {
                grid.cut(sample.rgb(), from + i, images, i * values);
            }
            maps.addAll(predict(images, count, engine, task));
        }
        return grid.joined(maps);
    }

    private List<Plane> predict(float[] images, int count, GradientEngine engine, TaskContext task) {
        task.checkCancelled();
        int size = store.input().width();
        Batch batch = new Batch(count, size, images, new float[count * size * size]);
        return engine.predict(batch).stream()
                .map(values -> new Plane(size, size, values))
                .toList();
    }
}
