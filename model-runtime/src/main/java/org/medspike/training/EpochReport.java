package org.medspike.training;

/**
 * One finished epoch.
 *
 * @param phase which network
 * @param epoch number, from one
 * @param epochs epochs of this phase
 * @param losses means over the epoch's batches
 * @param validation scores on the held-out images
 * @param seconds how long it took
 * @param best whether no earlier epoch of the phase scored higher
 */
public record EpochReport(
        Phase phase,
        int epoch,
        int epochs,
        LossTerms losses,
        ValidationScore validation,
        double seconds,
        boolean best) {}
