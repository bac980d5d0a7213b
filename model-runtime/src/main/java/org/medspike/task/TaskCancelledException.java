package org.medspike.task;

import java.util.concurrent.CancellationException;

/** Work stopped because its starter asked for it; nothing went wrong. */
public final class TaskCancelledException extends CancellationException {

    private static final long serialVersionUID = 1L;

    /** Stopped on request. */
    public TaskCancelledException() {
        super("stopped on request");
    }
}
