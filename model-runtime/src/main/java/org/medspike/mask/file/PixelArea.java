package org.medspike.mask.file;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.medspike.imaging.ImageReadException;

/**
 * A polygon with holes in the plane of an image.
 *
 * @param rings x and y of each corner in turn, closed or not
 * @param left the smallest x
 * @param top the smallest y
 * @param right the largest x
 * @param bottom the largest y
 */
record PixelArea(List<double[]> rings, double left, double top, double right, double bottom) {

    /** From the coordinates of GeoJSON's Polygon. */
    static PixelArea of(JsonNode coordinates) throws ImageReadException {
        List<double[]> rings = new ArrayList<>();
        double[] box = {
            Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY
        };
        for (JsonNode ring : coordinates) {
            double[] corners = new double[2 * ring.size()];
            for (int i = 0; i < ring.size(); i++) {
                for (int axis = 0; axis < 2; axis++) {
                    JsonNode number = ring.path(i).path(axis);
                    double value = number.asDouble(Double.NaN);
                    if (!number.isNumber() || !Double.isFinite(value)) {
                        throw ImageReadException.broken("a corner of the GeoJSON outlines is no pair of numbers");
                    }
                    corners[2 * i + axis] = value;
                    box[axis] = Math.min(box[axis], value);
                    box[axis + 2] = Math.max(box[axis + 2], value);
                }
            }
            rings.add(corners);
        }
        if (!(box[0] <= box[2])) {
            throw ImageReadException.broken("a polygon of the GeoJSON file has no corners");
        }
        return new PixelArea(List.copyOf(rings), box[0], box[1], box[2], box[3]);
    }

    /** How many times the rings cross the middle lines of rows, about: what filling costs. */
    double crossings() {
        double sum = 0;
        for (double[] ring : rings) {
            for (int i = 0; i < ring.length; i += 2) {
                sum += 1 + Math.abs(ring[(i + 2) % ring.length + 1] - ring[i + 1]);
            }
        }
        return sum;
    }

    /** Adds the pixels whose centres lie inside, by the even-odd rule, row by row. */
    void fill(BitSet object, int width, int height) {
        int from = (int) Math.max(0, Math.floor(top - 0.5));
        int to = (int) Math.min(height - 1, Math.ceil(bottom));
        if (to < from) {
            return;
        }
        List<double[]> crossings = crossings(from, to);
        for (int y = from; y <= to; y++) {
            double[] xs = crossings.get(y - from);
            Arrays.sort(xs);
            for (int i = 0; i + 1 < xs.length; i += 2) {
                int first = (int) Math.max(0, Math.ceil(xs[i] - 0.5));
                int end = (int) Math.min(width, Math.ceil(xs[i + 1] - 0.5));
                if (first < end) {
                    object.set(y * width + first, y * width + end);
                }
            }
        }
    }

    /** Where the rings cross the middle line of each row. */
    private List<double[]> crossings(int from, int to) {
        double[][] xs = new double[to - from + 1][4];
        int[] counts = new int[xs.length];
        for (double[] ring : rings) {
            for (int i = 0; i < ring.length; i += 2) {
                int next = (i + 2) % ring.length;
                double y1 = ring[i + 1];
                double y2 = ring[next + 1];
                double low = Math.min(y1, y2);
                double high = Math.max(y1, y2);
                int first = (int) Math.max(from, Math.ceil(low - 0.5));
                for (int y = first; y <= to && y + 0.5 < high; y++) {
                    double x = ring[i] + (ring[next] - ring[i]) * (y + 0.5 - y1) / (y2 - y1);
                    int row = y - from;
                    if (counts[row] == xs[row].length) {
                        xs[row] = Arrays.copyOf(xs[row], 2 * counts[row]);
                    }
                    xs[row][counts[row]++] = x;
                }
            }
        }
        List<double[]> cut = new ArrayList<>();
        for (int row = 0; row < xs.length; row++) {
            cut.add(Arrays.copyOf(xs[row], counts[row]));
        }
        return cut;
    }
}
