package org.medspike.training;

/**
 * One finished epoch.
 *
 * @param phase which network
 * @param leg number of the leg within the phase, from one
 * @param epoch number within the phase, from one
 * @param epochs epochs of this phase
 * @param size side of the network's input in pixels
 * @param timeSteps T
 * @param learningRate at the epoch's last step
 * @param losses means over the epoch's batches
 * @param validation scores on the held-out images
 * @param seconds how long it took
 * @param dataSeconds how much of this was waiting for images
 * @param best whether it scored higher than all earlier epochs of the leg
 */
public record EpochReport(
        Phase phase,
        int leg,
        int epoch,
        int epochs,
        int size,
        int timeSteps,
        double learningRate,
        LossTerms losses,
        ValidationScore validation,
        double seconds,
        double dataSeconds,
        boolean best) {}
