package org.medspike.mask;

import java.util.Arrays;

/**
 * The largest distance between two pixel corners of one part of a mask.
 *
 * <p>Only the outermost corners of each row can be the ends of it; of these the convex hull is taken row by row, and
 * all pairs of its corners are tried. The hull of a part n pixels wide has at most about 3.5 n^(2/3) corners (882 at
 * 4000), so trying them all is cheap.
 */
final class FeretDiameter {

    private FeretDiameter() {}

    /** The longest over all parts, for pixels of a given width and height; 0 where there is none. */
    static double longest(Components components, double pixelWidth, double pixelHeight) {
        int[] offsets = new int[components.count() + 1];
        for (Component component : components.all()) {
            // One line of corners more than rows.
            offsets[component.label()] = offsets[component.label() - 1] + component.height() + 1;
        }
        int lines = offsets[components.count()];
        int[] first = new int[lines];
        int[] last = new int[lines];
        Arrays.fill(first, Integer.MAX_VALUE);
        Arrays.fill(last, Integer.MIN_VALUE);
        Runs runs = components.runs();
        for (int y = 0; y < runs.rowStart.length - 1; y++) {
            for (int run = runs.rowStart[y]; run < runs.rowStart[y + 1]; run++) {
                int label = components.labelOfRun(run);
                int line =
                        offsets[label - 1] + y - components.all().get(label - 1).top();
                for (int i = line; i <= line + 1; i++) {
                    first[i] = Math.min(first[i], runs.left(run));
                    last[i] = Math.max(last[i], runs.right(run));
                }
            }
        }
        double longest = 0;
        for (Component component : components.all()) {
            int from = offsets[component.label() - 1];
            int to = offsets[component.label()];
            // A diameter is never longer than the diagonal of the box.
            if (Math.hypot(component.width() * pixelWidth, component.height() * pixelHeight) > longest) {
                longest = Math.max(longest, longest(first, last, from, to, pixelWidth, pixelHeight));
            }
        }
        return longest;
    }

    private static double longest(int[] first, int[] last, int from, int to, double pixelWidth, double pixelHeight) {
        int[] left = hullLines(first, from, to, 1);
        int[] right = hullLines(last, from, to, -1);
        double square = 0;
        for (int a : left) {
            for (int b : right) {
                double across = (last[b] - first[a]) * pixelWidth;
                double down = (b - a) * pixelHeight;
                square = Math.max(square, across * across + down * down);
            }
        }
        return Math.sqrt(square);
    }

    /** The lines whose outermost corner is on the hull; side is 1 for the left hull and -1 for the right one. */
    private static int[] hullLines(int[] outermost, int from, int to, int side) {
        int[] hull = new int[to - from];
        int size = 0;
        for (int line = from; line < to; line++) {
            while (size >= 2 && side * bend(outermost, hull[size - 2], hull[size - 1], line) <= 0) {
                size--;
            }
            hull[size++] = line;
        }
        return Arrays.copyOf(hull, size);
    }

    /** Positive where the line through a and c passes to the right of b. */
    private static long bend(int[] x, int a, int b, int c) {
        return (long) (x[c] - x[a]) * (b - a) - (long) (x[b] - x[a]) * (c - a);
    }
}
