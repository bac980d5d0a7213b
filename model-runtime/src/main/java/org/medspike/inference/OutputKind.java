package org.medspike.inference;

/** What can be asked of a network beside the mask; each costs time, so only what is asked for is computed. */
public enum OutputKind {
    /** The probability of the object, one value a pixel. */
    MASK,
    /** The stage masks of definition 2. */
    STAGE_MASKS,
    /** The firing rate of each interaction in each stage. */
    INTERACTIONS,
    /** Queries and keys of each stage, for probing what a pixel attends to. */
    TOKENS
}
