package org.medspike.dataset;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * What makes cases belong together, a patient for instance, so that none is learned from while another is held out; it
 * comes on top of what the files say themselves ({@link Case#owner}).
 *
 * @param rule as the user writes it: {@code auto}, {@code folder}, or a regular expression
 * @param pattern for an expression, what finds the key in a stem; else never matches
 */
public record Grouping(String rule, Pattern pattern) {

    private static final String BY_OWNER = "auto";
    private static final String BY_FOLDER = "folder";
    private static final Pattern NOTHING = Pattern.compile("(?!)");

    /** By what the files themselves say: slices of one volume, images of one patient; else every image by itself. */
    public static final Grouping AUTO = new Grouping(BY_OWNER, NOTHING);

    /** Cases in one sub-folder of {@code images/} belong together. */
    public static final Grouping FOLDER = new Grouping(BY_FOLDER, NOTHING);

    /**
     * From what the user wrote.
     *
     * @param rule {@code auto}, {@code folder}, or a regular expression whose first group (or whole match, without one)
     *     is the key
     * @throws IllegalArgumentException if it is no such expression
     */
    public static Grouping parse(String rule) {
        try {
            return switch (rule) {
                case BY_OWNER -> AUTO;
                case BY_FOLDER -> FOLDER;
                default -> new Grouping(rule, Pattern.compile(rule));
            };
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "'" + rule + "' is neither auto nor folder nor a regular expression: " + e.getDescription(), e);
        }
    }

    /**
     * The key of a case; equal keys belong together.
     *
     * @throws DataFolderException if the expression finds nothing in the stem
     */
    String keyOf(Case one) throws DataFolderException {
        return switch (rule) {
            case BY_OWNER -> one.owner();
            case BY_FOLDER ->
                one.stem().contains("/") ? one.stem().substring(0, one.stem().lastIndexOf('/')) : one.stem();
            default -> found(one.stem());
        };
    }

    private String found(String stem) throws DataFolderException {
        Matcher matcher = pattern.matcher(stem);
        if (!matcher.find()) {
            throw new DataFolderException(
                    "The group expression '" + rule + "' finds nothing in the name '" + stem + "'.");
        }
        String key = matcher.groupCount() > 0 ? matcher.group(1) : matcher.group();
        return key == null ? matcher.group() : key;
    }
}
