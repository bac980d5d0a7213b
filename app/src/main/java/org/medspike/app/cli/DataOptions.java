package org.medspike.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.medspike.dataset.Grouping;
import org.medspike.dataset.SplitFile;
import org.medspike.dataset.SplitRule;
import picocli.CommandLine.Option;

/** The options that say which images are learned from and which are held out. */
final class DataOptions {

    @Option(names = "--data", required = true, paramLabel = "DIR", description = "Folder with images/ and masks/.")
    @SuppressWarnings("NullAway.Init")
    private Path data;

    @Option(
            names = "--held-out",
            paramLabel = "X",
            defaultValue = "0.15",
            description = "Part of the images held out for validation [${DEFAULT-VALUE}].")
    private double share;

    @Option(
            names = "--group",
            paramLabel = "RULE",
            defaultValue = "auto",
            description = {
                "What stays on one side of the split: auto (slices of a volume, images of a patient where the files name",
                "one), folder (sub-folders of images/), or a regular expression whose first group in the file's name is",
                "the key, for instance '^(patient\\d+)_' [${DEFAULT-VALUE}]."
            })
    private String group = "auto";

    @Option(
            names = "--near-duplicates",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Whether images that are nearly the same stay on one side of the split [${DEFAULT-VALUE}].")
    private boolean nearDuplicates;

    @Option(
            names = "--folds",
            paramLabel = "K",
            defaultValue = "1",
            description = "Folds of a cross-validation; 1 for none [${DEFAULT-VALUE}].")
    private int folds;

    @Option(
            names = "--fold",
            paramLabel = "N",
            defaultValue = "1",
            description = "Which fold is held out, from 1 [${DEFAULT-VALUE}].")
    private int fold;

    @Option(
            names = "--split",
            paramLabel = "FILE",
            description = "A split.json that says who is learned from and who is held out; instead of the five above.")
    private @Nullable Path split;

    Path folder() {
        return data;
    }

    /**
     * How the data is to be divided.
     *
     * @throws IllegalArgumentException if the options make no sense
     */
    SplitRule rule(long seed) {
        return new SplitRule(seed, share, folds, fold, Grouping.parse(group), nearDuplicates);
    }

    Optional<SplitFile> split() throws IOException {
        return split == null ? Optional.empty() : Optional.of(SplitFile.read(split));
    }
}
