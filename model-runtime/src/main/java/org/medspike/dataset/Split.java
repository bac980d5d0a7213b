package org.medspike.dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Which cases are learned from and which are held out; it depends on the names, the seed and the share alone.
 *
 * @param training cases to learn from
 * @param validation cases that are held out; at least one
 */
public record Split(List<Case> training, List<Case> validation) {

    /**
     * Holds out a random share.
     *
     * @param folder at least two cases
     * @param share part that is held out, 0 to 1
     */
    public static Split of(DataFolder folder, long seed, double share) {
        List<Case> cases = new ArrayList<>(folder.cases());
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = cases.size() - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            Case swapped = cases.get(i);
            cases.set(i, cases.get(j));
            cases.set(j, swapped);
        }
        int held = Math.max(1, Math.min(cases.size() - 1, (int) Math.round(cases.size() * share)));
        return new Split(List.copyOf(cases.subList(held, cases.size())), List.copyOf(cases.subList(0, held)));
    }
}
