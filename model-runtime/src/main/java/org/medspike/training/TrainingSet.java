package org.medspike.training;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.medspike.imaging.ImageFiles;
import org.medspike.task.TaskContext;

/**
 * The decoded pairs of a data folder, some of them held out for validation.
 *
 * <p>Which are held out depends on the names and the seed alone.
 */
public final class TrainingSet {

    private static final int FEWEST_PAIRS = 2;

    private final List<Sample> training;
    private final List<Sample> validation;

    private TrainingSet(List<Sample> training, List<Sample> validation) {
        this.training = training;
        this.validation = validation;
    }

    /**
     * Decodes all pairs of a folder.
     *
     * @throws DataFolderException if there are too few, one cannot be used, or no mask shows an object
     */
    public static TrainingSet load(DataFolder folder, TrainingPlan plan, TaskContext task) throws IOException {
        List<DataFolder.Pair> pairs = new ArrayList<>(folder.pairs());
        if (pairs.size() < FEWEST_PAIRS) {
            throw new DataFolderException("The data folder " + folder.root() + " holds " + pairs.size()
                    + " pair of image and mask; at least " + FEWEST_PAIRS + " are needed, one of them for validation.");
        }
        shuffle(pairs, plan.seed());
        ImageFiles files = new ImageFiles();
        List<Sample> samples = new ArrayList<>();
        for (DataFolder.Pair pair : pairs) {
            task.checkCancelled();
            task.progress((double) samples.size() / pairs.size(), "Reading images");
            samples.add(Sample.load(pair, files, plan.size()));
        }
        if (samples.stream().allMatch(sample -> sample.truth().isEmpty())) {
            throw new DataFolderException(
                    "All masks in " + folder.root().resolve("masks") + " are empty; there is nothing to learn.");
        }
        int held = Math.max(1, Math.min(samples.size() - 1, (int) Math.round(samples.size() * plan.validationShare())));
        return new TrainingSet(
                List.copyOf(samples.subList(held, samples.size())), List.copyOf(samples.subList(0, held)));
    }

    private static void shuffle(List<DataFolder.Pair> pairs, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = pairs.size() - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            DataFolder.Pair swapped = pairs.get(i);
            pairs.set(i, pairs.get(j));
            pairs.set(j, swapped);
        }
    }

    List<Sample> training() {
        return training;
    }

    List<Sample> validation() {
        return validation;
    }

    /** Number of images that are learned from. */
    public int trainingCount() {
        return training.size();
    }

    /** Stems of the held-out images, in no particular order. */
    public List<String> validationStems() {
        return validation.stream().map(Sample::stem).toList();
    }

    /** Tells this data set and its split from another. */
    String fingerprint() {
        return validation.stream()
                        .map(Sample::stem)
                        .sorted()
                        .collect(Collectors.joining("|"))
                        .hashCode() + "/"
                + training.stream()
                        .map(Sample::stem)
                        .sorted()
                        .collect(Collectors.joining("|"))
                        .hashCode();
    }
}
