package org.medspike.imaging;

import java.util.Optional;

/**
 * What a stored grey value measures, and which of these measures are shown black and white.
 *
 * <p>The measure is {@code slope * stored + intercept}: Hounsfield units in CT, the scaled value in NIfTI. Frames of
 * colours and frames with opacity have no window.
 *
 * @param slope of the line from stored values to measures; finite, not zero
 * @param intercept likewise; finite
 * @param window over the measures; empty where brightness follows from the stored values alone
 */
public record GreyScale(double slope, double intercept, Optional<GreyWindow> window) {

    /** Stored values are their own measures, and no window is known. */
    public static final GreyScale STORED = new GreyScale(1, 0, Optional.empty());

    /** Refuses a line that is none. */
    public GreyScale {
        if (!isLine(slope, intercept)) {
            throw new IllegalArgumentException("no line has slope " + slope + " and intercept " + intercept);
        }
    }

    /** The same measures, shown through another window. */
    public GreyScale through(GreyWindow other) {
        return new GreyScale(slope, intercept, Optional.of(other));
    }

    /** Whether these numbers make a line that can be followed back. */
    public static boolean isLine(double slope, double intercept) {
        return Double.isFinite(slope) && slope != 0 && Double.isFinite(intercept);
    }

    /** What a stored value measures. */
    public double measure(int stored) {
        return slope * stored + intercept;
    }
}
