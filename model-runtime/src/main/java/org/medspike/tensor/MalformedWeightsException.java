package org.medspike.tensor;

import java.io.IOException;

/** A file of weights is not what its format asks for; the message names the fault, without the path. */
public final class MalformedWeightsException extends IOException {

    private static final long serialVersionUID = 1L;

    /** With the fault, as the end of a sentence that begins with the file. */
    public MalformedWeightsException(String fault) {
        super(fault);
    }
}
