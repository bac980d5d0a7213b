package org.medspike.dataset;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.medspike.imaging.ImageFiles;
import org.medspike.task.TaskContext;

/**
 * What decoding every image and mask of a data folder once has shown: that all of them can be used, which show an
 * object, and which are near-duplicates of each other.
 *
 * @param folder the folder
 * @param found one for each case of the folder, in its order
 */
public record Inspection(DataFolder folder, List<Finding> found) {

    /**
     * What is known of one case.
     *
     * @param one the case
     * @param thumbnail of its image
     * @param object whether its mask shows an object
     */
    record Finding(Case one, Thumbnail thumbnail, boolean object) {}

    /**
     * Decodes everything once.
     *
     * @param visitor is handed every decoded case, in order, so that nobody has to decode it a second time
     * @throws DataFolderException naming every case that cannot be used, or if no mask shows an object
     */
    public static Inspection of(DataFolder folder, ImageFiles files, Consumer<LabelledImage> visitor, TaskContext task)
            throws IOException {
        List<Finding> found = new ArrayList<>();
        List<String> faults = new ArrayList<>();
        try (CaseReader reader = new CaseReader(files)) {
            for (Case one : folder.cases()) {
                task.checkCancelled();
                task.progress((double) found.size() / folder.cases().size(), "Reading images");
                try {
                    LabelledImage image = reader.read(one);
                    found.add(new Finding(
                            one, Thumbnail.of(image.image()), !image.truth().isEmpty()));
                    visitor.accept(image);
                } catch (DataFolderException e) {
                    faults.add(e.getMessage());
                }
            }
        }
        if (!faults.isEmpty()) {
            throw DataFolderException.of(faults);
        }
        if (found.stream().noneMatch(Finding::object)) {
            throw new DataFolderException(
                    "All masks in " + folder.root().resolve("masks") + " are empty; there is nothing to learn.");
        }
        return new Inspection(folder, List.copyOf(found));
    }

    /** Number of images whose mask shows an object. */
    public int withObject() {
        return (int) found.stream().filter(Finding::object).count();
    }
}
