package org.medspike.dataset;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;

/**
 * How a data folder is divided into what is learned from and what is held out.
 *
 * <p>Groups are never divided: what {@link Grouping} says belongs together, and, unless switched off, near-duplicates.
 * The division depends on names, images, seed and these settings alone.
 *
 * @param seed of the random order of groups
 * @param share part of the cases that is held out, 0 to 1; with folds not used
 * @param folds number of folds of a cross-validation; one for none
 * @param fold which fold is held out, from one
 * @param grouping what belongs together
 * @param nearDuplicates whether near-duplicates belong together
 */
public record SplitRule(long seed, double share, int folds, int fold, Grouping grouping, boolean nearDuplicates) {

    private static final int MOST_FOLDS = 100;

    /** Refuses what divides nothing. */
    public SplitRule {
        require(share > 0 && share < 1, "the validation share must lie between 0 and 1, not " + share);
        require(folds >= 1 && folds <= MOST_FOLDS, "folds must be 1 to " + MOST_FOLDS + ", not " + folds);
        require(fold >= 1 && fold <= folds, "the fold must be 1 to " + folds + ", not " + fold);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /** A random share, near-duplicates and what the files say belongs together kept on one side. */
    public static SplitRule share(long seed, double share) {
        return new SplitRule(seed, share, 1, 1, Grouping.AUTO, true);
    }

    /** For people: {@code seed 41, 15 %, groups auto, near-duplicates together}. */
    public String label() {
        return String.format(
                Locale.ROOT,
                "seed %d, %s, groups: %s, near-duplicates %s",
                seed,
                folds > 1 ? "fold " + fold + " of " + folds : Math.round(share * 100) + " %",
                grouping.rule(),
                nearDuplicates ? "kept together" : "not looked for");
    }

    /**
     * Divides a folder.
     *
     * @throws DataFolderException if there are too few groups for it, or no mask to learn from shows an object
     */
    public Split divide(Inspection inspection) throws DataFolderException {
        List<List<Inspection.Finding>> groups = shuffled(groups(inspection));
        int needed = Math.max(2, folds);
        if (groups.size() < needed) {
            throw new DataFolderException(
                    "The data folder " + inspection.folder().root() + " holds "
                            + inspection.found().size() + " pairs of image and mask in " + groups.size()
                            + " independent groups; at least " + needed + " are needed, one of them for validation.");
        }
        List<List<Inspection.Finding>> held = folds > 1 ? fold(groups) : firstShare(groups);
        List<Inspection.Finding> validation =
                held.stream().flatMap(List::stream).toList();
        List<Inspection.Finding> training = groups.stream()
                .filter(group -> !held.contains(group))
                .flatMap(List::stream)
                .toList();
        if (training.stream().noneMatch(Inspection.Finding::object)) {
            throw new DataFolderException(
                    "All masks in " + inspection.folder().root().resolve("masks")
                            + " that could be learned from are empty; there is nothing to learn.");
        }
        return new Split(
                this,
                training.stream().map(Inspection.Finding::one).toList(),
                validation.stream().map(Inspection.Finding::one).toList());
    }

    /** Groups in the order of their first case. */
    private List<List<Inspection.Finding>> groups(Inspection inspection) throws DataFolderException {
        List<Inspection.Finding> found = inspection.found();
        DisjointSets sets = new DisjointSets(found.size());
        Map<String, Integer> firstOfOwner = new LinkedHashMap<>();
        Map<String, Integer> firstOfKey = new LinkedHashMap<>();
        for (int i = 0; i < found.size(); i++) {
            Case one = found.get(i).one();
            sets.join(i, Objects.requireNonNullElse(firstOfOwner.putIfAbsent(one.owner(), i), i));
            sets.join(i, Objects.requireNonNullElse(firstOfKey.putIfAbsent(grouping.keyOf(one), i), i));
            for (int j = 0; nearDuplicates && j < i; j++) {
                if (found.get(i).thumbnail().nearlyEquals(found.get(j).thumbnail())) {
                    sets.join(i, j);
                }
            }
        }
        Map<Integer, List<Inspection.Finding>> groups = new LinkedHashMap<>();
        for (int i = 0; i < found.size(); i++) {
            groups.computeIfAbsent(sets.representative(i), first -> new ArrayList<>())
                    .add(found.get(i));
        }
        return new ArrayList<>(groups.values());
    }

    private List<List<Inspection.Finding>> shuffled(List<List<Inspection.Finding>> groups) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = groups.size() - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            List<Inspection.Finding> swapped = groups.get(i);
            groups.set(i, groups.get(j));
            groups.set(j, swapped);
        }
        return groups;
    }

    /** Whole groups from the front until the share is reached; at least one, and not all. */
    private List<List<Inspection.Finding>> firstShare(List<List<Inspection.Finding>> groups) {
        long wanted = Math.max(1, Math.round(size(groups) * share));
        List<List<Inspection.Finding>> held = new ArrayList<>();
        for (List<Inspection.Finding> group : groups) {
            if (size(held) < wanted
                    && size(held) + group.size() <= wanted * 3 / 2 + 1
                    && held.size() < groups.size() - 1) {
                held.add(group);
            }
        }
        // Where all groups are much too large, the smallest is held out.
        return held.isEmpty()
                ? List.of(
                        groups.stream().min(Comparator.comparingInt(List::size)).orElseThrow())
                : held;
    }

    /** Each group goes to the fold that is smallest so far. */
    private List<List<Inspection.Finding>> fold(List<List<Inspection.Finding>> groups) {
        List<List<List<Inspection.Finding>>> parts = new ArrayList<>();
        for (int i = 0; i < folds; i++) {
            parts.add(new ArrayList<>());
        }
        for (List<Inspection.Finding> group : groups) {
            parts.stream()
                    .min((a, b) -> Integer.compare(size(a), size(b)))
                    .orElseThrow()
                    .add(group);
        }
        return parts.get(fold - 1);
    }

    private static int size(List<List<Inspection.Finding>> groups) {
        return groups.stream().mapToInt(List::size).sum();
    }
}
