package org.medspike.bundle;

import java.util.List;

/**
 * A number that says how good a model is, with all that is needed to understand it.
 *
 * @param name for instance {@code mIoU}
 * @param value the number
 * @param interval lower and upper bound of its 95 % confidence interval; empty where none was computed
 * @param average what it is an average of, for instance {@code "mean of per-image values"}
 * @param n number of images
 * @param protocol on which images, at which size, cut how
 */
public record Metric(String name, double value, List<Double> interval, String average, int n, String protocol) {

    /** Refuses half an interval. */
    public Metric {
        interval = List.copyOf(interval);
        if (!interval.isEmpty() && interval.size() != 2) {
            throw new IllegalArgumentException("an interval has two bounds, not " + interval.size());
        }
    }

    /** A number without an interval. */
    public Metric(String name, double value, String average, int n, String protocol) {
        this(name, value, List.of(), average, n, protocol);
    }
}
