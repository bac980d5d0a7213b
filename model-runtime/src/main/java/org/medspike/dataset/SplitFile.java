package org.medspike.dataset;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The content of {@code split.json}: who was learned from and who was held out, by name, so that others can repeat it.
 *
 * @param formatVersion version of this file's format, {@value #FORMAT_VERSION}
 * @param seed of the random order
 * @param share part that was to be held out, 0 to 1; zero with folds
 * @param folds number of folds, one for none
 * @param fold which fold was held out, from one
 * @param grouping what was kept together
 * @param nearDuplicates whether near-duplicates were kept together
 * @param training stems that are learned from, sorted
 * @param validation stems that are held out, sorted
 */
public record SplitFile(
        int formatVersion,
        long seed,
        double share,
        int folds,
        int fold,
        String grouping,
        boolean nearDuplicates,
        List<String> training,
        List<String> validation) {

    /** The format that this program writes and reads. */
    public static final int FORMAT_VERSION = 1;

    /** Its usual name. */
    public static final String NAME = "split.json";

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .build();

    /** Refuses a split without a side, or of another format. */
    public SplitFile {
        training = List.copyOf(training);
        validation = List.copyOf(validation);
        if (formatVersion != FORMAT_VERSION) {
            throw new IllegalArgumentException("its format is " + formatVersion + ", not " + FORMAT_VERSION);
        }
        if (training.isEmpty() || validation.isEmpty()) {
            throw new IllegalArgumentException("one of its two parts is empty");
        }
        Set<String> stems = new HashSet<>(training);
        stems.addAll(validation);
        if (stems.size() != training.size() + validation.size()) {
            throw new IllegalArgumentException("a name stands in it twice");
        }
        // Refuses a share, fold or grouping that is none.
        rule(seed, share, folds, fold, grouping, nearDuplicates);
    }

    /** As JSON. */
    public String toJson() throws IOException {
        return JSON.writeValueAsString(this) + "\n";
    }

    /**
     * Reads a file.
     *
     * @throws DataFolderException if it is no split
     */
    public static SplitFile read(Path file) throws IOException {
        return parse(Files.readString(file), file.toString());
    }

    /**
     * Reads JSON.
     *
     * @param name where it is from, for messages
     * @throws DataFolderException if it is no split
     */
    public static SplitFile parse(String json, String name) throws IOException {
        try {
            return JSON.readValue(json, SplitFile.class);
        } catch (JsonProcessingException e) {
            String reason = e.getCause() instanceof IllegalArgumentException refused
                    ? refused.getMessage()
                    : e.getOriginalMessage().lines().findFirst().orElse("");
            throw new DataFolderException("The split " + name + " cannot be used: " + reason + ".");
        }
    }

    /**
     * The same split of a folder that holds all of its cases; further ones in the folder are left out.
     *
     * @throws DataFolderException naming cases that the folder lacks
     */
    public Split of(DataFolder folder) throws DataFolderException {
        Map<String, Case> cases = new LinkedHashMap<>();
        folder.cases().forEach(one -> cases.put(one.stem(), one));
        List<String> faults = new ArrayList<>();
        List<Case> learned = find(cases, training, faults);
        List<Case> held = find(cases, validation, faults);
        if (!faults.isEmpty()) {
            throw DataFolderException.of(faults);
        }
        return new Split(rule(), learned, held);
    }

    /** How it was divided. */
    public SplitRule rule() {
        return rule(seed, share, folds, fold, grouping, nearDuplicates);
    }

    private static SplitRule rule(
            long seed, double share, int folds, int fold, String grouping, boolean nearDuplicates) {
        return new SplitRule(
                seed, folds > 1 ? 1.0 / folds : share, folds, fold, Grouping.parse(grouping), nearDuplicates);
    }

    private static List<Case> find(Map<String, Case> cases, List<String> stems, List<String> faults) {
        List<Case> found = new ArrayList<>();
        for (String stem : stems) {
            Case one = cases.get(stem);
            if (one == null) {
                faults.add("The data folder lacks the pair '" + stem + "' of the split.");
            } else {
                found.add(one);
            }
        }
        return found;
    }
}
