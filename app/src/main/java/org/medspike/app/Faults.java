package org.medspike.app;

import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Writes faults of the program to the log: kinds and places, never messages, which may hold a file name and so a patient's.
 */
public final class Faults {

    private static final Logger LOG = Logger.getLogger("medspike.faults");

    private Faults() {}

    /**
     * Logs a fault once, at the edge where it is told to the user.
     *
     * @param doing what the program was about, without names of files
     */
    public static void log(String doing, Throwable fault) {
        StringBuilder text = new StringBuilder(doing);
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            text.append("\n  ").append(cause.getClass().getName());
            for (StackTraceElement frame : cause.getStackTrace()) {
                text.append("\n    at ").append(frame);
            }
        }
        LOG.log(Level.WARNING, text::toString);
    }
}
