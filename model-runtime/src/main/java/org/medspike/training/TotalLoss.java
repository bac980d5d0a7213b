package org.medspike.training;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.medspike.network.MedSpikeFormer;
import org.medspike.network.StageOutput;
import org.medspike.tensor.TensorOps;

/**
 * L_total of equation (14): segmentation, deep supervision of the stage masks, alignment with the ANN twin.
 *
 * @param crossEntropy L_BCE of the mask; null where switched off, like every term
 * @param dice L_Dice of the mask
 * @param supervision sum over the stages of L_seg of the stage masks, before its weight
 * @param kl sum over the aligned stages of the Kullback-Leibler term
 * @param l2 sum over the aligned stages of the squared-difference term
 * @param total the weighted sum, which is minimised; null where all terms are switched off
 * @param <T> the tensor type
 */
public record TotalLoss<T>(
        @Nullable T crossEntropy,
        @Nullable T dice,
        @Nullable T supervision,
        @Nullable T kl,
        @Nullable T l2,
        @Nullable T total) {

    /**
     * Builds the loss of a whole network.
     *
     * @param truths the true mask at the size of each stage, first at full size
     * @param teacher stage probabilities of the ANN twin, or empty for a network without teacher
     */
    public static <T> TotalLoss<T> of(
            TensorOps<T> ops,
            MedSpikeFormer.Prediction<T> prediction,
            List<T> truths,
            List<T> teacher,
            LossOptions options) {
        TotalLoss<T> loss = ofMask(ops, prediction.maskLogits(), truths.get(0), options);
        for (int stage = 1; stage <= truths.size(); stage++) {
            T aligned = teacher.isEmpty() ? null : teacher.get(stage - 1);
            loss = loss.plus(
                    ops,
                    ofStage(ops, stage, prediction.stages().get(stage - 1), truths.get(stage - 1), aligned, options));
        }
        return loss;
    }

    /** The part that the mask has in the loss. */
    public static <T> TotalLoss<T> ofMask(TensorOps<T> ops, T logits, T truth, LossOptions options) {
        T crossEntropy = options.crossEntropy() > 0 ? Losses.crossEntropy(ops, logits, truth) : null;
        T dice = options.dice() > 0 ? Losses.dice(ops, logits, truth) : null;
        return new TotalLoss<>(
                crossEntropy,
                dice,
                null,
                null,
                null,
                sum(ops, weighted(ops, crossEntropy, options.crossEntropy()), weighted(ops, dice, options.dice())));
    }

    /**
     * The part that a stage mask has in the loss.
     *
     * @param stage number, from one
     * @param truth the true mask at the stage's size
     * @param teacher stage probabilities of the ANN twin; null without one
     */
    public static <T> TotalLoss<T> ofStage(
            TensorOps<T> ops, int stage, StageOutput<T> output, T truth, @Nullable T teacher, LossOptions options) {
        boolean aligned = teacher != null && options.aligns(stage);
        if (options.deepSupervision() == 0 && !aligned) {
            return new TotalLoss<>(null, null, null, null, null, null);
        }
        T logits = output.maskLogits();
        T supervision = options.deepSupervision() > 0 ? Losses.segmentation(ops, logits, truth) : null;
        T kl = teacher != null && aligned && options.kl() > 0 ? Losses.kullbackLeibler(ops, logits, teacher) : null;
        T l2 = teacher != null && aligned && options.l2() > 0 ? Losses.squaredDifference(ops, logits, teacher) : null;
        T total = sum(
                ops,
                weighted(ops, supervision, options.deepSupervision()),
                sum(ops, weighted(ops, kl, options.kl()), weighted(ops, l2, options.l2())));
        return new TotalLoss<>(null, null, supervision, kl, l2, total);
    }

    /** Both parts together. */
    private TotalLoss<T> plus(TensorOps<T> ops, TotalLoss<T> other) {
        return new TotalLoss<>(
                sum(ops, crossEntropy, other.crossEntropy),
                sum(ops, dice, other.dice),
                sum(ops, supervision, other.supervision),
                sum(ops, kl, other.kl),
                sum(ops, l2, other.l2),
                sum(ops, total, other.total));
    }

    private static <T> @Nullable T sum(TensorOps<T> ops, @Nullable T a, @Nullable T b) {
        if (a == null) {
            return b;
        }
        return b == null ? a : ops.add(a, b);
    }

    private static <T> @Nullable T weighted(TensorOps<T> ops, @Nullable T term, double weight) {
        return term == null || weight == 1 ? term : ops.scale(term, weight);
    }
}
