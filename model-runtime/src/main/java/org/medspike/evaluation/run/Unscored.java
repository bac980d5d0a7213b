package org.medspike.evaluation.run;

/**
 * An image that could not be scored.
 *
 * @param stem its name in the data folder
 * @param reason a sentence
 */
public record Unscored(String stem, String reason) {}
