package org.medspike.evaluation.run;

import java.util.BitSet;
import org.medspike.imaging.Plane;
import org.medspike.mask.Mask;

/**
 * The mean of the images' IoU for each of some thresholds, from one look at each image. Used by one thread.
 *
 * <p>The thresholds are {@value #LEAST} to {@value #MOST} hundredths in steps of {@value #STEP}: beyond them a network's
 * probabilities say more of its training than of the image.
 */
final class ThresholdCurve {

    private static final int LEAST = 20;
    private static final int MOST = 80;
    private static final int STEP = 5;
    private static final int COUNT = (MOST - LEAST) / STEP + 1;

    private final double[] sums = new double[COUNT];
    private int images;

    /** A threshold and the mean IoU with it. */
    record Point(float threshold, double meanIou) {}

    private static float threshold(int index) {
        return (LEAST + index * STEP) / 100f;
    }

    /** Counts an image. */
    void add(Plane probability, Mask truth) {
        BitSet object = truth.pixels();
        // How many pixels reach a threshold and not the next one, apart for object and background.
        long[] hits = new long[COUNT];
        long[] others = new long[COUNT];
        for (int i = 0; i < probability.values().length; i++) {
            int reached = reached(probability.values()[i]);
            if (reached >= 0) {
                (object.get(i) ? hits : others)[reached]++;
            }
        }
        long truePositives = 0;
        long falsePositives = 0;
        long all = truth.pixelCount();
        for (int t = COUNT - 1; t >= 0; t--) {
            truePositives += hits[t];
            falsePositives += others[t];
            long union = all + falsePositives;
            sums[t] += union == 0 ? 1 : (double) truePositives / union;
        }
        images++;
    }

    /** The highest threshold that a probability reaches; -1 for none. */
    private static int reached(float probability) {
        int reached = -1;
        while (reached + 1 < COUNT && probability >= threshold(reached + 1)) {
            reached++;
        }
        return reached;
    }

    /** The best threshold; of equals the one nearest to one half. */
    Point best() {
        if (images == 0) {
            throw new IllegalStateException("there is no image to choose a threshold by");
        }
        int best = COUNT / 2;
        for (int distance = 1; distance <= COUNT / 2; distance++) {
            for (int t : new int[] {COUNT / 2 - distance, COUNT / 2 + distance}) {
                best = sums[t] > sums[best] ? t : best;
            }
        }
        return new Point(threshold(best), sums[best] / images);
    }
}
