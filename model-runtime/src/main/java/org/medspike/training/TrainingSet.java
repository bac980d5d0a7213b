package org.medspike.training;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.medspike.dataset.Case;
import org.medspike.dataset.DataFolder;
import org.medspike.dataset.DataFolderException;
import org.medspike.dataset.Split;
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
        if (folder.cases().size() < FEWEST_PAIRS) {
            throw new DataFolderException("The data folder " + folder.root() + " holds "
                    + folder.cases().size() + " pair of image and mask; at least " + FEWEST_PAIRS
                    + " are needed, one of them for validation.");
        }
        Split split = Split.of(folder, plan.seed(), plan.validationShare());
        Reader reader = new Reader(plan.size(), folder.cases().size(), task);
        TrainingSet set = new TrainingSet(reader.read(split.training()), reader.read(split.validation()));
        if (set.training.stream().allMatch(sample -> sample.truth().isEmpty())) {
            throw new DataFolderException("All masks in " + folder.root().resolve("masks")
                    + " that could be learned from are empty; there is nothing to learn.");
        }
        return set;
    }

    /** Decodes pairs and tells how far it is. */
    private static final class Reader {

        private final ImageFiles files = new ImageFiles();
        private final int size;
        private final int total;
        private final TaskContext task;
        private int done;

        Reader(int size, int total, TaskContext task) {
            this.size = size;
            this.total = total;
            this.task = task;
        }

        List<Sample> read(List<Case> cases) throws IOException {
            List<Sample> samples = new ArrayList<>();
            for (Case one : cases) {
                task.checkCancelled();
                task.progress((double) done / total, "Reading images");
                samples.add(Sample.of(one.load(files), size));
                done++;
            }
            return List.copyOf(samples);
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
