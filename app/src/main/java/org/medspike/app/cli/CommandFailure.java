package org.medspike.app.cli;

/** A sub-command cannot go on; the message is all that the user sees. */
final class CommandFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CommandFailure(String message) {
        super(message);
    }
}
