package org.medspike.dataset;

import java.util.Comparator;
import java.util.List;

/**
 * Which cases are learned from and which are held out.
 *
 * @param rule how they were divided
 * @param training cases to learn from, at least one, sorted by stem
 * @param validation cases that are held out, at least one, sorted by stem
 */
public record Split(SplitRule rule, List<Case> training, List<Case> validation) {

    /** Sorts by stem, so that a split that was written down and read again is the same to the last batch. */
    public Split {
        training = sorted(training);
        validation = sorted(validation);
    }

    private static List<Case> sorted(List<Case> cases) {
        return cases.stream().sorted(Comparator.comparing(Case::stem)).toList();
    }

    /** This by the names of the cases, to be written down. */
    public SplitFile toFile() {
        return new SplitFile(
                SplitFile.FORMAT_VERSION,
                rule.seed(),
                rule.folds() > 1 ? 0 : rule.share(),
                rule.folds(),
                rule.fold(),
                rule.grouping().rule(),
                rule.nearDuplicates(),
                training.stream().map(Case::stem).toList(),
                validation.stream().map(Case::stem).toList());
    }
}
