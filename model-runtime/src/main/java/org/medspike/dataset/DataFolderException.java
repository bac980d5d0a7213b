package org.medspike.dataset;

import java.io.IOException;

/** A data folder cannot be learned from; the message tells the user which file and why. */
public final class DataFolderException extends IOException {

    private static final long serialVersionUID = 1L;

    /** With a sentence for the user. */
    public DataFolderException(String message) {
        super(message);
    }
}
