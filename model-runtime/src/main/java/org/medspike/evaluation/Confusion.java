package org.medspike.evaluation;

import java.util.BitSet;
import java.util.OptionalDouble;
import org.medspike.mask.Mask;

/**
 * How a predicted mask and the true one agree, counted in pixels.
 *
 * <p>Counts of several images may be added; the ratios of the sum are then pooled over all their pixels. {@link
 * Measure} says what happens where a mask is empty.
 *
 * @param truePositives pixels in prediction and truth
 * @param falsePositives pixels in the prediction alone
 * @param falseNegatives pixels in the truth alone
 * @param trueNegatives pixels in neither
 */
public record Confusion(long truePositives, long falsePositives, long falseNegatives, long trueNegatives) {

    /** No pixel at all: where a sum begins. */
    public static final Confusion NONE = new Confusion(0, 0, 0, 0);

    /**
     * Counts.
     *
     * @throws IllegalArgumentException if the masks are of different sizes
     */
    public static Confusion of(Mask predicted, Mask truth) {
        requireSameSize(predicted, truth);
        BitSet shared = (BitSet) predicted.pixels().clone();
        shared.and(truth.pixels());
        long both = shared.cardinality();
        long onlyPredicted = predicted.pixelCount() - both;
        long onlyTrue = truth.pixelCount() - both;
        long all = (long) truth.width() * truth.height();
        return new Confusion(both, onlyPredicted, onlyTrue, all - both - onlyPredicted - onlyTrue);
    }

    static void requireSameSize(Mask predicted, Mask truth) {
        if (predicted.width() != truth.width() || predicted.height() != truth.height()) {
            throw new IllegalArgumentException("the prediction is " + predicted.width() + " x " + predicted.height()
                    + " pixels, the truth " + truth.width() + " x " + truth.height());
        }
    }

    /** The counts of both together. */
    public Confusion plus(Confusion other) {
        return new Confusion(
                truePositives + other.truePositives,
                falsePositives + other.falsePositives,
                falseNegatives + other.falseNegatives,
                trueNegatives + other.trueNegatives);
    }

    /** Intersection over union (Jaccard index), 0 to 1; 1 where both masks are empty. */
    public double iou() {
        long union = truePositives + falsePositives + falseNegatives;
        return union == 0 ? 1 : (double) truePositives / union;
    }

    /** Dice similarity coefficient, 0 to 1; 1 where both masks are empty. */
    public double dice() {
        long sum = 2 * truePositives + falsePositives + falseNegatives;
        return sum == 0 ? 1 : 2.0 * truePositives / sum;
    }

    /** Share of all pixels that are right, 0 to 1; undefined where there are none. */
    public OptionalDouble accuracy() {
        return share(truePositives + trueNegatives, truePositives + falsePositives + falseNegatives + trueNegatives);
    }

    /** Share of the object that was found (recall), 0 to 1; undefined without an object. */
    public OptionalDouble sensitivity() {
        return share(truePositives, truePositives + falseNegatives);
    }

    /** Share of the background that was left alone, 0 to 1; undefined without background. */
    public OptionalDouble specificity() {
        return share(trueNegatives, trueNegatives + falsePositives);
    }

    private static OptionalDouble share(long part, long whole) {
        return whole == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) part / whole);
    }
}
