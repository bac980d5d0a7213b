package org.medspike.network;

/** Which attention stands in the encoder stages. */
public enum AttentionKind {
    /** Spike-based decomposed self-attention, equations (8) and (9): all four interactions. */
    SDSA,
    /** Spiking self-attention, equation (7): activated neurons only. */
    SSA,
    /** Q-K token attention of QKFormer: a query that fires lets the keys of its token pass. */
    QK,
    /** Ordinary self-attention with soft-max, equation (5). */
    SA,
    /** None: the stage is its patch embedding alone. */
    NONE
}
