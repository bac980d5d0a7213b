package org.medspike.training;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Which pairs are learned from and which are held out; it depends on the names, the seed and the share alone.
 *
 * @param training pairs to learn from
 * @param validation pairs that are held out; at least one
 */
public record Split(List<DataFolder.Pair> training, List<DataFolder.Pair> validation) {

    /**
     * Holds out a random share.
     *
     * @param folder at least two pairs
     * @param share part that is held out, 0 to 1
     */
    public static Split of(DataFolder folder, long seed, double share) {
        List<DataFolder.Pair> pairs = new ArrayList<>(folder.pairs());
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = pairs.size() - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            DataFolder.Pair swapped = pairs.get(i);
            pairs.set(i, pairs.get(j));
            pairs.set(j, swapped);
        }
        int held = Math.max(1, Math.min(pairs.size() - 1, (int) Math.round(pairs.size() * share)));
        return new Split(List.copyOf(pairs.subList(held, pairs.size())), List.copyOf(pairs.subList(0, held)));
    }
}
