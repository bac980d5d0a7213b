package org.medspike.bundle;

import java.io.IOException;

/** A model bundle is refused; the message tells the user which one and names the fault. */
public final class BundleException extends IOException {

    private static final long serialVersionUID = 1L;

    /** With a sentence for the user. */
    public BundleException(String message) {
        super(message);
    }

    /** With a sentence for the user, and what was behind it. */
    public BundleException(String message, Throwable cause) {
        super(message, cause);
    }
}
