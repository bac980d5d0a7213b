package org.medspike.dataset;

import org.medspike.imaging.Frame;
import org.medspike.imaging.Intensities;
import org.medspike.imaging.Plane;
import org.medspike.imaging.Resampling;

/**
 * A small grey copy of an image, by which near-duplicates are found: neighbouring frames of one examination, the same
 * picture saved twice.
 *
 * <p>Two images are near-duplicates if their difference hashes (9 x 8 px, is a pixel brighter than its left neighbour)
 * differ in at most {@value #MOST_DIFFERING_BITS} of 64 bits and their 32 x 32 px copies correlate by at least {@value
 * #LEAST_CORRELATION}. The hash is cheap and rules most pairs out; the correlation rules out what is alike by chance
 * (decision 0013).
 *
 * @param hash difference hash
 * @param levels 32 x 32 values with mean zero and Euclidean length one; all zero for an image of one grey
 */
record Thumbnail(long hash, float[] levels) {

    static final int MOST_DIFFERING_BITS = 10;
    static final double LEAST_CORRELATION = 0.95;

    private static final int SIDE = 32;
    private static final int HASH_COLUMNS = 9;
    private static final int HASH_ROWS = 8;

    static Thumbnail of(Frame upright) {
        Plane grey = grey(upright);
        return new Thumbnail(hash(grey), levels(grey));
    }

    boolean nearlyEquals(Thumbnail other) {
        if (Long.bitCount(hash ^ other.hash) > MOST_DIFFERING_BITS) {
            return false;
        }
        double correlation = 0;
        for (int i = 0; i < levels.length; i++) {
            correlation += levels[i] * other.levels[i];
        }
        return correlation >= LEAST_CORRELATION;
    }

    private static Plane grey(Frame upright) {
        Plane[] rgb = Intensities.rgb(upright);
        Plane[] small = new Plane[rgb.length];
        float[] sum = new float[SIDE * 2 * SIDE * 2];
        for (int c = 0; c < rgb.length; c++) {
            small[c] = c > 0 && rgb[c] == rgb[0] ? small[0] : Resampling.resize(rgb[c], SIDE * 2, SIDE * 2);
            for (int i = 0; i < sum.length; i++) {
                sum[i] += small[c].values()[i] / rgb.length;
            }
        }
        return new Plane(SIDE * 2, SIDE * 2, sum);
    }

    private static long hash(Plane grey) {
        Plane small = Resampling.resize(grey, HASH_COLUMNS, HASH_ROWS);
        long hash = 0;
        for (int y = 0; y < HASH_ROWS; y++) {
            for (int x = 1; x < HASH_COLUMNS; x++) {
                hash = hash << 1 | (small.at(x, y) > small.at(x - 1, y) ? 1 : 0);
            }
        }
        return hash;
    }

    private static float[] levels(Plane grey) {
        float[] levels = Resampling.resize(grey, SIDE, SIDE).values().clone();
        double sum = 0;
        for (float level : levels) {
            sum += level;
        }
        double squares = 0;
        for (int i = 0; i < levels.length; i++) {
            levels[i] -= (float) (sum / levels.length);
            squares += levels[i] * levels[i];
        }
        float length = (float) Math.sqrt(squares);
        for (int i = 0; i < levels.length; i++) {
            levels[i] = length < 1e-6f ? 0 : levels[i] / length;
        }
        return levels;
    }
}
