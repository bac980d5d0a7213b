package org.medspike.study;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.medspike.dataset.Case;

/** Draws cases at random, without putting them back; the same seed draws the same ones. */
public final class CaseSample {

    private CaseSample() {}

    /**
     * So many of the cases, or all if there are no more.
     *
     * @param count at least 1
     * @return sorted by stem
     */
    public static List<Case> of(List<Case> cases, int count, long seed) {
        List<Case> shuffled = new ArrayList<>(cases);
        shuffled.sort(Comparator.comparing(Case::stem));
        Collections.shuffle(shuffled, new Random(seed));
        return shuffled.stream()
                .limit(count)
                .sorted(Comparator.comparing(Case::stem))
                .toList();
    }
}
