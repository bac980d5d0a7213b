package org.medspike.network;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.medspike.tensor.TensorOps;

/**
 * Spike-based decomposed self-attention (SDSA), equations (8) and (9): all four interactions between activated and
 * inactivated neurons of query and key.
 *
 * <p>Each interaction has a branch of its own (depth-wise convolution, neurons, point-wise convolution). The branches of
 * the agreeing interactions are added up, and those of the disagreeing ones; the two sums, joined over channels, are the
 * two halves of equation (9). An interaction that is switched off takes exactly its own addend away.
 *
 * @param <T> the tensor type
 */
final class SdsaAttention<T> implements Attention<T> {

    private final Scope<T> scope;
    private final Projection<T> query;
    private final Projection<T> key;
    private final Projection<T> value;
    private final Neuron<T> queryNeuron;
    private final Neuron<T> keyNeuron;
    private final Neuron<T> valueNeuron;
    private final Map<Interaction, SpikeBranch<T>> branches = new EnumMap<>(Interaction.class);
    private final AttentionMixer<T> mixer;

    SdsaAttention(Scope<T> scope, int channels) {
        this.scope = scope;
        query = new Projection<>(scope.child("query"), channels);
        key = new Projection<>(scope.child("key"), channels);
        value = new Projection<>(scope.child("value"), channels);
        queryNeuron = Neuron.of(scope.child("query.neuron"));
        keyNeuron = Neuron.of(scope.child("key.neuron"));
        valueNeuron = Neuron.of(scope.child("value.neuron"));
        for (Interaction interaction : Interaction.values()) {
            if (scope.config().interactions().contains(interaction)) {
                branches.put(interaction, new SpikeBranch<>(scope.child(interaction.key()), channels));
            }
        }
        mixer = new AttentionMixer<>(scope.child("mixer"), 2 * channels, channels);
    }

    @Override
    public Result<T> apply(Sequence<T> x) {
        Sequence<T> q = queryNeuron.fire(query.apply(x));
        Sequence<T> k = keyNeuron.fire(key.apply(x));
        Sequence<T> v = valueNeuron.fire(value.apply(x));
        Map<Interaction, Sequence<T>> fired = new EnumMap<>(Interaction.class);
        @Nullable Sequence<T> agreeing = null;
        @Nullable Sequence<T> disagreeing = null;
        Map<Interaction, Sequence<T>> terms = Attention.interactions(scope, q, k, v, List.copyOf(branches.keySet()));
        for (Map.Entry<Interaction, SpikeBranch<T>> entry : branches.entrySet()) {
            SpikeBranch.Result<T> branch = entry.getValue().apply(terms.get(entry.getKey()));
            fired.put(entry.getKey(), branch.fired());
            if (entry.getKey().agreement()) {
                agreeing = agreeing == null ? branch.output() : agreeing.plus(branch.output());
            } else {
                disagreeing = disagreeing == null ? branch.output() : disagreeing.plus(branch.output());
            }
        }
        TensorOps<T> ops = scope.ops();
        Sequence<T> joined = Sequence.zip(
                        List.of(orNothing(agreeing, v), orNothing(disagreeing, v)),
                        halves -> List.of(ops.concat(halves, 1)))
                .get(0);
        return new Result<>(mixer.apply(joined, v), q, k, fired);
    }

    /** A half whose interactions are all off contributes zeros. */
    private Sequence<T> orNothing(@Nullable Sequence<T> half, Sequence<T> like) {
        return half != null ? half : like.affine(x -> scope.ops().scale(x, 0));
    }
}
