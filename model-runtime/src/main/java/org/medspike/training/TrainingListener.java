package org.medspike.training;

/**
 * Told of a training's moments, on the thread that trains; returns fast.
 */
public interface TrainingListener {

    /**
     * All images are read; learning begins.
     *
     * @param trainingImages images that are learned from
     * @param validationImages images that are held out
     */
    void started(int trainingImages, int validationImages);

    /**
     * One step is done.
     *
     * @param secondsLeft estimate until the whole training is over
     */
    void stepDone(Phase phase, int epoch, int step, int steps, LossTerms losses, double secondsLeft);

    /** One epoch is done, and its checkpoint written. */
    void epochDone(EpochReport report);
}
