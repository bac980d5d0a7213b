package org.medspike.network;

/**
 * The four ways in which a neuron of the query and a neuron of the key can meet (definition 1): each is activated (it
 * fired, 1) or inactivated (it did not, 0).
 */
public enum Interaction {
    /** Both fired: {@code Q_A K_A^T}. */
    ACTIVATED_ACTIVATED("A-A", "aa", true),
    /** The query fired, the key did not: {@code Q_A K_I^T}. */
    ACTIVATED_INACTIVATED("A-I", "ai", false),
    /** The key fired, the query did not: {@code Q_I K_A^T}. */
    INACTIVATED_ACTIVATED("I-A", "ia", false),
    /** Neither fired: {@code Q_I K_I^T}. */
    INACTIVATED_INACTIVATED("I-I", "ii", true);

    private final String label;
    private final String key;
    private final boolean agreement;

    Interaction(String label, String key, boolean agreement) {
        this.label = label;
        this.key = key;
        this.agreement = agreement;
    }

    /** As the paper writes it, {@code A-I}. */
    public String label() {
        return label;
    }

    /** As in file and parameter names, {@code ai}. */
    public String key() {
        return key;
    }

    /**
     * Whether query and key agree, so that the term stands in the first half of equation (9); the two agreeing terms sum
     * to C minus the Hamming distance of two tokens, the other two to the distance.
     */
    public boolean agreement() {
        return agreement;
    }
}
