package org.medspike.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.medspike.storage.WriteFailure;

/** A sub-command cannot go on; the message is all that the user sees. */
final class CommandFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CommandFailure(String message) {
        super(message);
    }

    /**
     * Results that have no place on the disk.
     *
     * @param what they are, in the plural, to begin the sentence: {@code The tables}
     */
    static CommandFailure unwritten(String what, Path out, IOException failure) {
        return new CommandFailure(what + " could not be written to " + out + ": " + WriteFailure.reason(failure) + ".");
    }
}
