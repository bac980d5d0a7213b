package org.medspike.evaluation;

/**
 * A range that holds a true value with a certain confidence.
 *
 * @param low its lower end
 * @param high its upper end
 */
public record Interval(double low, double high) {}
