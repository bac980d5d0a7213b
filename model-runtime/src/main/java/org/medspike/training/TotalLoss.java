package org.medspike.training;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.medspike.network.MedSpikeFormer;
import org.medspike.tensor.TensorOps;

/**
 * L_total of equation (14): segmentation, deep supervision of the stage masks, alignment with the ANN twin.
 *
 * @param crossEntropy L_BCE of the mask; null where switched off, like every term
 * @param dice L_Dice of the mask
 * @param supervision sum over the stages of L_seg of the stage masks, before its weight
 * @param kl sum over the aligned stages of the Kullback-Leibler term
 * @param l2 sum over the aligned stages of the squared-difference term
 * @param total the weighted sum, which is minimised
 * @param <T> the tensor type
 */
public record TotalLoss<T>(
        @Nullable T crossEntropy, @Nullable T dice, @Nullable T supervision, @Nullable T kl, @Nullable T l2, T total) {

    /**
     * Builds the loss.
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
        T crossEntropy =
                options.crossEntropy() > 0 ? Losses.crossEntropy(ops, prediction.maskLogits(), truths.get(0)) : null;
        T dice = options.dice() > 0 ? Losses.dice(ops, prediction.maskLogits(), truths.get(0)) : null;
        T supervision = null;
        T kl = null;
        T l2 = null;
        for (int stage = 0; stage < truths.size(); stage++) {
            boolean aligned = !teacher.isEmpty() && options.aligns(stage + 1);
            if (options.deepSupervision() == 0 && !aligned) {
                continue;
            }
            T logits = prediction.stages().get(stage).maskLogits();
            if (options.deepSupervision() > 0) {
                supervision = plus(ops, supervision, Losses.segmentation(ops, logits, truths.get(stage)));
            }
            if (aligned && options.kl() > 0) {
                kl = plus(ops, kl, Losses.kullbackLeibler(ops, logits, teacher.get(stage)));
            }
            if (aligned && options.l2() > 0) {
                l2 = plus(ops, l2, Losses.squaredDifference(ops, logits, teacher.get(stage)));
            }
        }
        T total = weighted(ops, null, crossEntropy, options.crossEntropy());
        total = weighted(ops, total, dice, options.dice());
        total = weighted(ops, total, supervision, options.deepSupervision());
        total = weighted(ops, total, kl, options.kl());
        total = weighted(ops, total, l2, options.l2());
        return new TotalLoss<>(crossEntropy, dice, supervision, kl, l2, Objects.requireNonNull(total));
    }

    private static <T> T plus(TensorOps<T> ops, @Nullable T sum, T term) {
        return sum == null ? term : ops.add(sum, term);
    }

    private static <T> @Nullable T weighted(TensorOps<T> ops, @Nullable T total, @Nullable T term, double weight) {
        if (term == null) {
            return total;
        }
        return plus(ops, total, weight == 1 ? term : ops.scale(term, weight));
    }
}
