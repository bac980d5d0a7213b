package org.medspike.training;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * Weights of the terms of the total loss, equation (14) with deep supervision; zero switches a term off.
 *
 * @param crossEntropy weight of L_BCE of equation (13)
 * @param dice weight of L_Dice of equation (13)
 * @param kl weight of the Kullback-Leibler term of definition 2
 * @param l2 weight of the squared-difference term of definition 2
 * @param deepSupervision weight of the segmentation loss of each stage mask
 * @param alignedStages encoder stages, from one, whose masks are aligned with the twin's
 */
public record LossOptions(
        double crossEntropy, double dice, double kl, double l2, double deepSupervision, Set<Integer> alignedStages) {

    /** The paper's terms at weight one, and a small deep supervision. */
    public static final LossOptions DEFAULT = new LossOptions(1, 1, 1, 1, 0.1, Set.of(1, 2, 3, 4));

    /** Copies the set and refuses negative weights and a loss of nothing. */
    public LossOptions {
        alignedStages = Collections.unmodifiableSet(new TreeSet<>(alignedStages));
        for (double weight : new double[] {crossEntropy, dice, kl, l2, deepSupervision}) {
            require(
                    weight >= 0 && Double.isFinite(weight),
                    "the weight of a loss term must not be negative: " + weight);
        }
        require(crossEntropy + dice > 0, "cross-entropy and Dice loss cannot both be switched off");
        require(
                alignedStages.stream().allMatch(stage -> stage >= 1 && stage <= 4),
                "the stages to align are 1 to 4, not " + alignedStages);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /** This with other weights of the two alignment terms. */
    public LossOptions withAlignment(double klWeight, double l2Weight) {
        return new LossOptions(crossEntropy, dice, klWeight, l2Weight, deepSupervision, alignedStages);
    }

    /** Whether anything is aligned with the twin. */
    public boolean aligns() {
        return kl + l2 > 0 && !alignedStages.isEmpty();
    }

    /** Whether this stage, from one, is aligned with the twin. */
    public boolean aligns(int stage) {
        return kl + l2 > 0 && alignedStages.contains(stage);
    }
}
