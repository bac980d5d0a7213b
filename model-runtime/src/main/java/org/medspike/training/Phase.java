package org.medspike.training;

/** The two phases of the paper's training. */
public enum Phase {
    /** The ANN twin with ordinary self-attention learns to segment. */
    TWIN("SA twin"),
    /** The spiking network learns to segment and to align with the twin, which is frozen. */
    SPIKING("spiking network");

    private final String label;

    Phase(String label) {
        this.label = label;
    }

    /** For the user. */
    public String label() {
        return label;
    }
}
