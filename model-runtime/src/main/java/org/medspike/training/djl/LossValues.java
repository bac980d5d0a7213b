package org.medspike.training.djl;

import ai.djl.ndarray.NDArray;
import org.jspecify.annotations.Nullable;
import org.medspike.training.LossTerms;
import org.medspike.training.TotalLoss;

/** Brings the terms of a loss to the Java heap. */
final class LossValues {

    private LossValues() {}

    static LossTerms of(TotalLoss<NDArray> loss) {
        return new LossTerms(
                value(loss.total()),
                value(loss.crossEntropy()),
                value(loss.dice()),
                value(loss.supervision()),
                value(loss.kl()),
                value(loss.l2()));
    }

    private static double value(@Nullable NDArray loss) {
        return loss == null ? 0 : loss.toFloatArray()[0];
    }
}
