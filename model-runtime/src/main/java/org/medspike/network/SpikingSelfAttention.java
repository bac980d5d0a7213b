package org.medspike.network;

import java.util.List;
import java.util.Map;

/**
 * Spiking self-attention (SSA), equation (7): only pairs of activated neurons; what SDSA is compared with.
 *
 * @param <T> the tensor type
 */
final class SpikingSelfAttention<T> implements Attention<T> {

    private static final Interaction ONLY = Interaction.ACTIVATED_ACTIVATED;

    private final Scope<T> scope;
    private final Projection<T> query;
    private final Projection<T> key;
    private final Projection<T> value;
    private final Neuron<T> queryNeuron;
    private final Neuron<T> keyNeuron;
    private final Neuron<T> valueNeuron;
    private final SpikeBranch<T> branch;
    private final AttentionMixer<T> mixer;

    SpikingSelfAttention(Scope<T> scope, int channels) {
        this.scope = scope;
        query = new Projection<>(scope.child("query"), channels);
        key = new Projection<>(scope.child("key"), channels);
        value = new Projection<>(scope.child("value"), channels);
        queryNeuron = Neuron.of(scope.child("query.neuron"));
        keyNeuron = Neuron.of(scope.child("key.neuron"));
        valueNeuron = Neuron.of(scope.child("value.neuron"));
        branch = new SpikeBranch<>(scope.child(ONLY.key()), channels);
        mixer = new AttentionMixer<>(scope.child("mixer"), channels, channels);
    }

    @Override
    public Result<T> apply(Sequence<T> x) {
        Sequence<T> q = queryNeuron.fire(query.apply(x));
        Sequence<T> k = keyNeuron.fire(key.apply(x));
        Sequence<T> v = valueNeuron.fire(value.apply(x));
        SpikeBranch.Result<T> attended = branch.apply(
                Attention.interactions(scope, q, k, v, List.of(ONLY)).get(ONLY));
        return new Result<>(mixer.apply(attended.output(), v), q, k, Map.of(ONLY, attended.fired()));
    }
}
