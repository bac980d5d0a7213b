package org.medspike.evaluation;

import java.util.Arrays;
import java.util.BitSet;

/**
 * The exact Euclidean distance from each pixel to the nearest site, in time proportional to the number of pixels.
 *
 * <p>Two passes: along columns the nearest site is counted out, along rows the distances are the lower envelope of the
 * parabolas that the columns give (Felzenszwalb and Huttenlocher, Theory of Computing 8:415, 2012).
 */
final class DistanceTransform {

    private static final double NO_SITE = Double.POSITIVE_INFINITY;

    private final int width;
    private final int height;
    private final double columnSpacing;
    private final int[] apex;
    private final double[] begin;
    private final double[] row;

    private DistanceTransform(int width, int height, double columnSpacing) {
        this.width = width;
        this.height = height;
        this.columnSpacing = columnSpacing;
        apex = new int[width];
        begin = new double[width];
        row = new double[width];
    }

    /**
     * Squared distances to the nearest site.
     *
     * @param sites indices {@code y * width + x}; at least one
     * @param rowSpacing distance from one row to the next
     * @param columnSpacing distance from one column to the next, in the same unit
     * @return one value a pixel, in that unit squared
     */
    static double[] squared(BitSet sites, int width, int height, double rowSpacing, double columnSpacing) {
        double[] squared = new double[width * height];
        for (int x = 0; x < width; x++) {
            alongColumn(sites, squared, x, width, height, rowSpacing);
        }
        DistanceTransform rows = new DistanceTransform(width, height, columnSpacing);
        rows.alongRows(squared);
        return squared;
    }

    private static void alongColumn(BitSet sites, double[] squared, int x, int width, int height, double spacing) {
        int last = -1;
        for (int y = 0; y < height; y++) {
            int i = y * width + x;
            last = sites.get(i) ? y : last;
            squared[i] = last < 0 ? NO_SITE : square((y - last) * spacing);
        }
        last = -1;
        for (int y = height - 1; y >= 0; y--) {
            int i = y * width + x;
            last = sites.get(i) ? y : last;
            squared[i] = last < 0 ? squared[i] : Math.min(squared[i], square((last - y) * spacing));
        }
    }

    private void alongRows(double[] squared) {
        for (int y = 0; y < height; y++) {
            System.arraycopy(squared, y * width, row, 0, width);
            int parabolas = envelope();
            int k = 0;
            for (int x = 0; x < width; x++) {
                while (k + 1 < parabolas && begin[k + 1] < x) {
                    k++;
                }
                squared[y * width + x] = row[apex[k]] + square((x - apex[k]) * columnSpacing);
            }
        }
    }

    /** Finds the parabolas that are lowest somewhere in the row, and from which column on; gives their number. */
    private int envelope() {
        Arrays.fill(begin, Double.NEGATIVE_INFINITY);
        int count = 0;
        for (int x = 0; x < width; x++) {
            if (row[x] == NO_SITE) {
                continue;
            }
            double from = Double.NEGATIVE_INFINITY;
            while (count > 0) {
                from = crossing(apex[count - 1], x);
                if (from > begin[count - 1]) {
                    break;
                }
                count--;
                from = Double.NEGATIVE_INFINITY;
            }
            apex[count] = x;
            begin[count] = from;
            count++;
        }
        return count;
    }

    /** The column from which on the right one of two parabolas is the lower one. */
    private double crossing(int left, int right) {
        double unit = columnSpacing * columnSpacing;
        return (row[right] - row[left]) / (2 * unit * (right - left)) + (left + right) / 2.0;
    }

    private static double square(double value) {
        return value * value;
    }
}
