package org.medspike.training;

import java.util.Locale;

/** The engines that compute gradients, by name; who makes them is up to the program. */
public enum LearningEngine {
    /** Our own. */
    JAVA,
    /** PyTorch by way of DJL, a native library. */
    DJL;

    /** As in settings and on the command line. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The engine of this label.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static LearningEngine of(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }
}
