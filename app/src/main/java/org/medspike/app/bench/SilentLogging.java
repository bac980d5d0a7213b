package org.medspike.app.bench;

import java.util.logging.LogManager;

/** Takes all handlers away, so that libraries do not chatter between the figures. */
public final class SilentLogging {

    /** Called by {@code java.util.logging} by way of a system property. */
    public SilentLogging() {
        LogManager.getLogManager().reset();
    }
}
