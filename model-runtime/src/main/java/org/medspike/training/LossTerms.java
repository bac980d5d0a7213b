package org.medspike.training;

/**
 * The loss of a batch, or its mean over an epoch, term by term; zero where a term is switched off.
 *
 * @param total what was minimised
 * @param segmentation L_seg of the mask
 * @param supervision sum over the stages of L_seg of the stage masks, before its weight
 * @param kl sum over the stages of the Kullback-Leibler term
 * @param l2 sum over the stages of the squared-difference term
 */
public record LossTerms(double total, double segmentation, double supervision, double kl, double l2) {

    /** No loss yet. */
    static final LossTerms ZERO = new LossTerms(0, 0, 0, 0, 0);

    LossTerms plus(LossTerms other) {
        return new LossTerms(
                total + other.total,
                segmentation + other.segmentation,
                supervision + other.supervision,
                kl + other.kl,
                l2 + other.l2);
    }

    LossTerms dividedBy(double n) {
        return new LossTerms(total / n, segmentation / n, supervision / n, kl / n, l2 / n);
    }
}
