package org.medspike.training;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.medspike.network.MedSpikeFormer;
import org.medspike.tensor.TensorOps;

/**
 * L_total of equation (14): segmentation, deep supervision of the stage masks, alignment with the ANN twin.
 *
 * @param segmentation L_seg of the mask
 * @param supervision sum over the stages of L_seg of the stage masks, before its weight; null where switched off
 * @param kl sum over the stages of the Kullback-Leibler term, likewise
 * @param l2 sum over the stages of the squared-difference term, likewise
 * @param total the weighted sum, which is minimised
 * @param <T> the tensor type
 */
public record TotalLoss<T>(T segmentation, @Nullable T supervision, @Nullable T kl, @Nullable T l2, T total) {

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
        T segmentation = Losses.segmentation(ops, prediction.maskLogits(), truths.get(0));
        T supervision = null;
        T kl = null;
        T l2 = null;
        for (int stage = 0; stage < truths.size(); stage++) {
            boolean aligned = !teacher.isEmpty() && options.kl() + options.l2() > 0;
            if (options.deepSupervision() == 0 && !aligned) {
                break;
            }
            T logits = prediction.stages().get(stage).maskLogits();
            if (options.deepSupervision() > 0) {
                supervision = plus(ops, supervision, Losses.segmentation(ops, logits, truths.get(stage)));
            }
            if (!teacher.isEmpty() && options.kl() > 0) {
                kl = plus(ops, kl, Losses.kullbackLeibler(ops, logits, teacher.get(stage)));
            }
            if (!teacher.isEmpty() && options.l2() > 0) {
                l2 = plus(ops, l2, Losses.squaredDifference(ops, logits, teacher.get(stage)));
            }
        }
        T total = segmentation;
        total = weighted(ops, total, supervision, options.deepSupervision());
        total = weighted(ops, total, kl, options.kl());
        total = weighted(ops, total, l2, options.l2());
        return new TotalLoss<>(segmentation, supervision, kl, l2, total);
    }

    private static <T> T plus(TensorOps<T> ops, @Nullable T sum, T term) {
        return sum == null ? term : ops.add(sum, term);
    }

    private static <T> T weighted(TensorOps<T> ops, T total, @Nullable T term, double weight) {
        return term == null ? total : ops.add(total, ops.scale(term, weight));
    }
}
