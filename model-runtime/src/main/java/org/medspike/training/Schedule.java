package org.medspike.training;

import java.util.List;

/**
 * The learning rate over a phase: a linear warm-up, then as the kind says.
 *
 * @param kind how it goes down
 * @param warmUpSteps steps until the highest rate is reached
 * @param patience for {@link Kind#PLATEAU}: epochs without a better validation mIoU after which the rate is lowered
 * @param factor for {@link Kind#PLATEAU}: by which it is multiplied then
 * @param earlyStopping epochs without a better validation mIoU after which a leg ends; zero for never
 */
public record Schedule(Kind kind, int warmUpSteps, int patience, double factor, int earlyStopping) {

    /** How the rate goes down. */
    public enum Kind {
        /** Half a cosine down to zero over the whole phase. */
        COSINE,
        /**
         * Lowered when the validation score no longer rises (ReduceLROnPlateau), as the authors do; each leg begins with
         * the highest rate again, because scores at another size say nothing about this one.
         */
        PLATEAU,
        /** It stays. */
        CONSTANT
    }

    /** Cosine with a short warm-up. */
    public static final Schedule DEFAULT = new Schedule(Kind.COSINE, 50, 30, 0.1, 0);

    /** Refuses what makes no sense. */
    public Schedule {
        require(warmUpSteps >= 0, "warm-up steps must not be negative: " + warmUpSteps);
        require(patience >= 1, "the patience must be at least one epoch, not " + patience);
        require(factor > 0 && factor < 1, "the factor of the plateau schedule must lie between 0 and 1: " + factor);
        require(earlyStopping >= 0, "epochs of early stopping must not be negative: " + earlyStopping);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /**
     * What the highest rate is multiplied by at a step.
     *
     * @param step of the phase, from one
     * @param totalSteps of the phase
     * @param scores validation mIoU of the finished epochs of the phase's present leg
     */
    double factorAt(long step, long totalSteps, List<Double> scores) {
        double warmUp = Math.min(1, (double) step / Math.max(1, warmUpSteps));
        return warmUp
                * switch (kind) {
                    case COSINE ->
                        0.5 * (1 + Math.cos(Math.PI * Math.min(1, (double) (step - 1) / Math.max(1, totalSteps))));
                    case PLATEAU -> Math.pow(factor, reductions(scores));
                    case CONSTANT -> 1;
                };
    }

    /** Whether the scores have not risen for so long that the leg ends. */
    boolean isOver(List<Double> scores) {
        return earlyStopping > 0 && sinceBest(scores) >= earlyStopping;
    }

    /** How often the rate has been lowered: after each stretch of {@code patience + 1} epochs without a better score. */
    private int reductions(List<Double> scores) {
        int reductions = 0;
        int bad = 0;
        double best = Double.NEGATIVE_INFINITY;
        for (double score : scores) {
            if (score > best) {
                best = score;
                bad = 0;
            } else {
                bad++;
            }
            if (bad > patience) {
                reductions++;
                bad = 0;
            }
        }
        return reductions;
    }

    private static int sinceBest(List<Double> scores) {
        int since = 0;
        double best = Double.NEGATIVE_INFINITY;
        for (double score : scores) {
            since = score > best ? 0 : since + 1;
            best = Math.max(best, score);
        }
        return since;
    }
}
