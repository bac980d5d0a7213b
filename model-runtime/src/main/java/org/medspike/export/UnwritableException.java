package org.medspike.export;

import java.io.IOException;

/** A format cannot say what is to be written. The message is a part of a sentence for the user that names the cause. */
public final class UnwritableException extends IOException {

    private static final long serialVersionUID = 1L;

    /** What cannot be said, and why. */
    public UnwritableException(String message) {
        super(message);
    }
}
