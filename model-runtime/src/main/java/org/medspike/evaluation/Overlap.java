package org.medspike.evaluation;

import java.util.BitSet;

/**
 * How two masks of one size overlap, counted in pixels.
 *
 * @param both pixels in prediction and truth (true positives)
 * @param onlyPredicted pixels in the prediction alone (false positives)
 * @param onlyTrue pixels in the truth alone (false negatives)
 */
public record Overlap(long both, long onlyPredicted, long onlyTrue) {

    /** Counts; both sets hold the indices of object pixels of images of one size. */
    public static Overlap of(BitSet predicted, BitSet truth) {
        BitSet shared = (BitSet) predicted.clone();
        shared.and(truth);
        long both = shared.cardinality();
        return new Overlap(both, predicted.cardinality() - both, truth.cardinality() - both);
    }

    /** Intersection over union (Jaccard index), 0 to 1; 1 where both masks are empty. */
    public double iou() {
        long union = both + onlyPredicted + onlyTrue;
        return union == 0 ? 1 : (double) both / union;
    }

    /** Dice similarity coefficient, 0 to 1; 1 where both masks are empty. */
    public double dice() {
        long sum = 2 * both + onlyPredicted + onlyTrue;
        return sum == 0 ? 1 : 2.0 * both / sum;
    }
}
