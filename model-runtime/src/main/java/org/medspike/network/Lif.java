package org.medspike.network;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.medspike.tensor.TensorOps;

/**
 * The leaky integrate-and-fire neuron of equations (1) to (3), with soft reset.
 *
 * <pre>
 * U[t] = H[t-1] + X[t]        (1)  membrane potential
 * S[t] = Θ(U[t] - V_th)       (2)  spike
 * H[t] = β (U[t] - S[t])      (3)  what is left for the next step
 * </pre>
 *
 * <p>H[0] is zero for every sequence: the state is a local variable, so there is nothing to reset.
 *
 * @param <T> the tensor type
 */
record Lif<T>(TensorOps<T> ops, NetworkConfig config) implements Neuron<T> {

    @Override
    public Sequence<T> fire(Sequence<T> current) {
        List<T> spikes = new ArrayList<>();
        @Nullable T rest = null;
        List<T> inputs = current.steps();
        for (int t = 0; t < inputs.size(); t++) {
            T input = inputs.get(t);
            T membrane = rest == null ? input : ops.add(rest, input);
            T spike = step(ops.shift(membrane, -config.threshold()));
            if (t + 1 < inputs.size()) {
                rest = ops.scale(ops.subtract(membrane, spike), config.decay());
            }
            spikes.add(spike);
        }
        return Sequence.ofSteps(ops, spikes);
    }

    private T step(T distance) {
        return config.neuron() == NeuronKind.ANALOG_LIF
                ? config.surrogate().smoothStep(ops, distance)
                : ops.spike(distance, config.surrogate());
    }
}
