package org.medspike.imaging;

import java.util.Optional;

/**
 * What a stored grey value measures, and which of these measures are shown black and white.
 *
 * <p>The measure is {@code slope * stored + intercept}, or an entry of a table: Hounsfield units in CT, the scaled value
 * in NIfTI. Frames of colours and frames with opacity have no window.
 *
 * @param slope of the line from stored values to measures; finite, not zero
 * @param intercept likewise; finite
 * @param window over the measures; empty where brightness follows from {@code brightness} or the stored values alone
 * @param measures a table in place of the line (Modality LUT)
 * @param brightness a table from measures to brightness, used where there is no window (VOI LUT)
 */
public record GreyScale(
        double slope,
        double intercept,
        Optional<GreyWindow> window,
        Optional<LookupTable> measures,
        Optional<LookupTable> brightness) {

    /** Stored values are their own measures, and no window is known. */
    public static final GreyScale STORED = new GreyScale(1, 0, Optional.empty());

    /** Refuses a line that is none. */
    public GreyScale {
        if (!isLine(slope, intercept)) {
            throw new IllegalArgumentException("no line has slope " + slope + " and intercept " + intercept);
        }
    }

    /** A line with or without a window, no tables. */
    public GreyScale(double slope, double intercept, Optional<GreyWindow> window) {
        this(slope, intercept, window, Optional.empty(), Optional.empty());
    }

    /** Whether these numbers make a line that can be followed back. */
    public static boolean isLine(double slope, double intercept) {
        return Double.isFinite(slope) && slope != 0 && Double.isFinite(intercept);
    }

    /** What a stored value measures. */
    public double measure(double stored) {
        return measures.isPresent() ? measures.get().entry(stored) : slope * stored + intercept;
    }

    /** The same with another window. */
    public GreyScale withWindow(Optional<GreyWindow> other) {
        return new GreyScale(slope, intercept, other, measures, brightness);
    }
}
