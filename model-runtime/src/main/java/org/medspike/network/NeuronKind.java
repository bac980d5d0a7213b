package org.medspike.network;

/** What stands where the paper has a spiking neuron. */
public enum NeuronKind {
    /** Leaky integrate-and-fire, equations (1) to (3). */
    LIF,
    /** The same membrane with the surrogate's smooth step in place of Θ: differentiable, for comparing meanings. */
    ANALOG_LIF,
    /** GELU, no state and no time: the ANN twin. */
    GELU
}
