package org.medspike.app.cli;

import org.medspike.dataset.Grouping;
import org.medspike.dataset.SplitRule;
import picocli.CommandLine.Option;

/** The options that say how images are divided into those that are learned from and those that are held out. */
final class SplitOptions {

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

    /**
     * How the data is to be divided.
     *
     * @throws IllegalArgumentException if the options make no sense
     */
    SplitRule rule(long seed) {
        return new SplitRule(seed, share, folds, fold, Grouping.parse(group), nearDuplicates);
    }
}
