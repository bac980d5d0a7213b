package org.medspike.export;

import org.medspike.imaging.Plane;

/**
 * A map of numbers together with the range and the colours that it is to be shown in.
 *
 * <p>Infinite values take the end colours, what is not a number stays transparent. A range without extent, or with an end
 * that is not finite, shows every number in the middle colour.
 *
 * @param plane the numbers
 * @param low the value that takes the first colour
 * @param high the value that takes the last colour
 * @param colors the colours
 * @param title what it shows, for the reader; may be empty
 * @param unit unit of the numbers; empty where they have none
 */
public record HeatMap(Plane plane, double low, double high, ColorMap colors, String title, String unit) {

    private static final double MIDDLE = 0.5;

    /** From the smallest to the largest finite value; from 0 to 0 where there is none. */
    public static HeatMap ofWholeRange(Plane plane, ColorMap colors, String title, String unit) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (float value : plane.values()) {
            if (Float.isFinite(value)) {
                low = Math.min(low, value);
                high = Math.max(high, value);
            }
        }
        return low <= high
                ? new HeatMap(plane, low, high, colors, title, unit)
                : new HeatMap(plane, 0, 0, colors, title, unit);
    }

    /** As far below zero as above, so that zero has the middle colour; for differences. */
    public static HeatMap ofDifference(Plane plane, ColorMap colors, String title, String unit) {
        double most = 0;
        for (float value : plane.values()) {
            if (Float.isFinite(value)) {
                most = Math.max(most, Math.abs(value));
            }
        }
        return new HeatMap(plane, -most, most, colors, title, unit);
    }

    /** Where a value lies in the range: 0 at its low end, 1 at its high end. */
    public double position(double value) {
        if (Double.isNaN(value)) {
            return Double.NaN;
        }
        return hasExtent() ? (value - low) / (high - low) : MIDDLE;
    }

    /** Whether low and high are finite and differ. */
    public boolean hasExtent() {
        return Double.isFinite(high - low) && high != low;
    }

    /** The map alone at its own size, {@code 0xAARRGGBB}, rows from the top. */
    public int[] pixels() {
        float[] values = plane.values();
        int[] pixels = new int[values.length];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = colors.argb(position(values[i]));
        }
        return pixels;
    }
}
