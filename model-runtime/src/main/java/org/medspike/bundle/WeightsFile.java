package org.medspike.bundle;

/**
 * The weights that belong to a card.
 *
 * @param file name inside the bundle
 * @param bytes its length
 * @param sha256 its SHA-256 in lower-case hexadecimal
 */
public record WeightsFile(String file, long bytes, String sha256) {}
