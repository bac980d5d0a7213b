package org.medspike.training;

import java.io.IOException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.medspike.bundle.PreprocessingSpec;
import org.medspike.dataset.Case;
import org.medspike.dataset.CaseReader;
import org.medspike.dataset.DataFolder;
import org.medspike.dataset.DataFolderException;
import org.medspike.dataset.Inspection;
import org.medspike.dataset.Split;
import org.medspike.dataset.SplitFile;
import org.medspike.dataset.SplitRule;
import org.medspike.imaging.ImageFiles;
import org.medspike.task.TaskContext;

/** A data folder that is checked, divided and ready to be learned from. */
public final class TrainingSet {

    private final Split split;
    private final ImageFiles files;
    private SampleStore store;

    private TrainingSet(Split split, ImageFiles files, SampleStore store) {
        this.split = split;
        this.files = files;
        this.store = store;
    }

    /**
     * Decodes every image and mask once and divides them.
     *
     * @param first input that the first leg asks for
     * @throws org.medspike.dataset.DataFolderException naming all that is wrong with the folder
     */
    public static TrainingSet load(DataFolder folder, SplitRule rule, PreprocessingSpec first, TaskContext task)
            throws IOException {
        ImageFiles files = new ImageFiles();
        SampleStore store = new SampleStore(files, first, SampleStore.defaultRoom());
        Inspection inspection = Inspection.of(folder, files, store::offer, task);
        return new TrainingSet(rule.divide(inspection), files, store);
    }

    /**
     * Decodes every image and mask once and divides them as was done before.
     *
     * @throws org.medspike.dataset.DataFolderException naming all that is wrong with the folder
     */
    public static TrainingSet load(DataFolder folder, SplitFile known, PreprocessingSpec first, TaskContext task)
            throws IOException {
        ImageFiles files = new ImageFiles();
        SampleStore store = new SampleStore(files, first, SampleStore.defaultRoom());
        Inspection.of(folder, files, store::offer, task);
        return new TrainingSet(known.of(folder), files, store);
    }

    /** Who is learned from and who is held out. */
    public Split split() {
        return split;
    }

    /** The settings of a plan on this data, and what it began with, for telling whether a checkpoint belongs to them. */
    Map<String, String> settings(TrainingPlan plan, String origin) {
        Map<String, String> settings = new LinkedHashMap<>(plan.settings());
        settings.put("base", origin);
        settings.put("split", split.rule().label());
        return settings;
    }

    List<Case> training() {
        return split.training();
    }

    List<Case> validation() {
        return split.validation();
    }

    /** Slices in their order, each file opened once: at random, each slice would inflate its whole volume again. */
    private void fillWithVolumes() throws DataFolderException {
        try (CaseReader reader = new CaseReader(files)) {
            for (Case one : Stream.concat(training().stream(), validation().stream())
                    .sorted(Comparator.comparing(Case::stem))
                    .toList()) {
                if (one.sharesFile() && store.hasRoom()) {
                    store.offer(reader.read(one));
                }
            }
        }
    }

    /** The samples for an input; those for the one before are given up. */
    SampleStore samples(PreprocessingSpec input) throws DataFolderException {
        if (!store.input().equals(input)) {
            store = new SampleStore(files, input, SampleStore.defaultRoom());
            fillWithVolumes();
        }
        return store;
    }
}
