package org.medspike.training;

/**
 * The learning rate over a whole phase: a linear warm-up, then half a cosine down to zero.
 *
 * @param peak the highest rate
 * @param warmUpSteps steps until it is reached
 * @param totalSteps steps of the phase
 */
record Schedule(double peak, long warmUpSteps, long totalSteps) {

    /** The rate for a step, the first being one. */
    double rate(long step) {
        double warmUp = Math.min(1, (double) step / Math.max(1, warmUpSteps));
        double done = Math.min(1, (double) (step - 1) / Math.max(1, totalSteps));
        return peak * warmUp * 0.5 * (1 + Math.cos(Math.PI * done));
    }
}
