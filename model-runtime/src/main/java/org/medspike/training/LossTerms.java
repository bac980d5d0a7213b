package org.medspike.training;

/**
 * The loss of a batch, or its mean over an epoch, term by term and before their weights; zero where a term is switched
 * off.
 *
 * @param total what was minimised
 * @param crossEntropy L_BCE of the mask
 * @param dice L_Dice of the mask
 * @param supervision sum over the stages of L_seg of the stage masks
 * @param kl sum over the aligned stages of the Kullback-Leibler term
 * @param l2 sum over the aligned stages of the squared-difference term
 */
public record LossTerms(double total, double crossEntropy, double dice, double supervision, double kl, double l2) {

    /** No loss yet. */
    public static final LossTerms NONE = new LossTerms(0, 0, 0, 0, 0, 0);

    /** The sum, term by term. */
    public LossTerms plus(LossTerms other) {
        return new LossTerms(
                total + other.total,
                crossEntropy + other.crossEntropy,
                dice + other.dice,
                supervision + other.supervision,
                kl + other.kl,
                l2 + other.l2);
    }

    LossTerms dividedBy(double n) {
        return new LossTerms(total / n, crossEntropy / n, dice / n, supervision / n, kl / n, l2 / n);
    }
}
