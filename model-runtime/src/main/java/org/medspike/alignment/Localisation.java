package org.medspike.alignment;

import java.util.BitSet;
import org.medspike.imaging.Plane;
import org.medspike.mask.Mask;

/**
 * Whether a heat map points at the object.
 *
 * <p>Map and image show the same field of view, whatever their sizes, as preprocessing squashes the image.
 *
 * @param pointing the pointing game (Zhang et al., Top-down neural attention by excitation backprop, IJCV 2018): 1 where the
 *     map's maximum lies in the object, else 0, without their tolerance of 15 px. The maximum's place is the centre of its map
 *     pixel. Where several pixels share the maximum it is the share of them that hit, the expected value of picking one at
 *     random. Not a number where the truth is empty or the map has values that are none
 * @param energyInside share of the map's sum that lies in the object (the energy-based pointing game of Wang et al.,
 *     Score-CAM, CVPR workshops 2020, with the mask in place of their box), each map pixel spread evenly over the image
 *     pixels whose centres it covers. Not a number likewise, or where the sum is zero
 */
public record Localisation(double pointing, double energyInside) {

    private static final Localisation UNDEFINED = new Localisation(Double.NaN, Double.NaN);

    /**
     * Compares a map with the true object.
     *
     * @param map no negative values
     * @param truth at the image's own size
     */
    public static Localisation of(Plane map, Mask truth) {
        if (truth.isEmpty()) {
            return UNDEFINED;
        }
        for (float value : map.values()) {
            if (Float.isNaN(value)) {
                return UNDEFINED;
            }
        }
        return new Localisation(pointing(map, truth), energyInside(map, truth));
    }

    private static double pointing(Plane map, Mask truth) {
        float max = map.max();
        int tied = 0;
        int hits = 0;
        for (int y = 0; y < map.height(); y++) {
            int row = centre(y, map.height(), truth.height());
            for (int x = 0; x < map.width(); x++) {
                if (map.at(x, y) == max) {
                    tied++;
                    hits += truth.contains(centre(x, map.width(), truth.width()), row) ? 1 : 0;
                }
            }
        }
        return (double) hits / tied;
    }

    /** The pixel of a longer or shorter axis in which the centre of this one lies. */
    private static int centre(int position, int extent, int otherExtent) {
        return (int) ((2L * position + 1) * otherExtent / (2L * extent));
    }

    private static double energyInside(Plane map, Mask truth) {
        int[] columns = new int[truth.width()];
        for (int x = 0; x < columns.length; x++) {
            columns[x] = centre(x, truth.width(), map.width());
        }
        BitSet object = truth.pixels();
        double inside = 0;
        double all = 0;
        for (int y = 0; y < truth.height(); y++) {
            int row = centre(y, truth.height(), map.height());
            for (int x = 0; x < truth.width(); x++) {
                double value = map.at(columns[x], row);
                all += value;
                inside += object.get(y * truth.width() + x) ? value : 0;
            }
        }
        return all == 0 ? Double.NaN : inside / all;
    }
}
