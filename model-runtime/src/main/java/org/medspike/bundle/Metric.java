package org.medspike.bundle;

/**
 * A number that says how good a model is, with all that is needed to understand it.
 *
 * @param name for instance {@code mIoU}
 * @param value the number
 * @param average what it is an average of, for instance {@code "mean of per-image values"}
 * @param n number of images
 * @param protocol on which images, at which size, cut how
 */
public record Metric(String name, double value, String average, int n, String protocol) {}
