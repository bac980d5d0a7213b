package org.medspike.training;

/** A training went wrong in a way that more steps cannot mend; the message tells the user what to do. */
public final class TrainingFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** With a sentence for the user. */
    public TrainingFailedException(String message) {
        super(message);
    }
}
