package org.medspike.export;

import java.util.List;

/**
 * Curves over a common axis, to be drawn by {@link LineChartPng}.
 *
 * @param title what is shown
 * @param horizontal what the horizontal axis is, with its unit
 * @param vertical what the vertical axis is, with its unit
 * @param curves the curves; a point that is not a finite number leaves a gap
 */
public record LineChart(String title, String horizontal, String vertical, List<Curve> curves) {

    /** Copies the list. */
    public LineChart {
        curves = List.copyOf(curves);
    }

    /**
     * One curve.
     *
     * @param name for the legend
     * @param x positions, ascending
     * @param y values, as many
     */
    public record Curve(String name, double[] x, double[] y) {

        /** Refuses positions without values. */
        public Curve {
            if (x.length != y.length) {
                throw new IllegalArgumentException(x.length + " positions and " + y.length + " values");
            }
        }
    }
}
