package org.medspike.network;

import org.medspike.tensor.TensorOps;

/** GELU, the neuron of the ANN twin: no state, no spikes, no time. */
record Gelu<T>(TensorOps<T> ops) implements Neuron<T> {

    @Override
    public Sequence<T> fire(Sequence<T> current) {
        return current.map(ops::gelu);
    }
}
