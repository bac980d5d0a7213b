package org.medspike.network;

/**
 * What turns the input current of a layer into its output: a spiking neuron, or GELU in the ANN twin.
 *
 * @param <T> the tensor type
 */
sealed interface Neuron<T> permits Lif, Gelu {

    /** The neuron that a variant asks for. */
    static <T> Neuron<T> of(Scope<T> scope) {
        return scope.config().neuron() == NeuronKind.GELU
                ? new Gelu<>(scope.ops())
                : new Lif<>(scope.ops(), scope.config());
    }

    /** The output at each step; state starts at rest at the first step. */
    Sequence<T> fire(Sequence<T> current);
}
