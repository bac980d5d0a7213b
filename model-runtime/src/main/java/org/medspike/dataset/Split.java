package org.medspike.dataset;

import java.util.List;

/**
 * Which cases are learned from and which are held out.
 *
 * @param rule how they were divided
 * @param training cases to learn from, at least one
 * @param validation cases that are held out, at least one
 */
public record Split(SplitRule rule, List<Case> training, List<Case> validation) {

    /** Copies the lists. */
    public Split {
        training = List.copyOf(training);
        validation = List.copyOf(validation);
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
                training.stream().map(Case::stem).sorted().toList(),
                validation.stream().map(Case::stem).sorted().toList());
    }
}
