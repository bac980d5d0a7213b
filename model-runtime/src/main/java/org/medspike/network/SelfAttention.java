package org.medspike.network;

import java.util.List;
import java.util.Map;

/**
 * Ordinary self-attention (SA), equations (4) and (5), in the place of SDSA: the attention of the ANN twin.
 *
 * @param <T> the tensor type
 */
final class SelfAttention<T> implements Attention<T> {

    private final Scope<T> scope;
    private final int stage;
    private final Projection<T> query;
    private final Projection<T> key;
    private final Projection<T> value;
    private final SpikeBranch<T> branch;
    private final AttentionMixer<T> mixer;

    SelfAttention(Scope<T> scope, int stage, int channels) {
        this.scope = scope;
        this.stage = stage;
        query = new Projection<>(scope.child("query"), channels);
        key = new Projection<>(scope.child("key"), channels);
        value = new Projection<>(scope.child("value"), channels);
        branch = new SpikeBranch<>(scope.child("branch"), channels);
        mixer = new AttentionMixer<>(scope.child("mixer"), channels, channels);
    }

    @Override
    public Result<T> apply(Sequence<T> x) {
        Sequence<T> q = query.apply(x);
        Sequence<T> k = key.apply(x);
        Sequence<T> v = value.apply(x);
        Sequence<T> attended = Sequence.zip(
                        List.of(q, k, v),
                        step -> List.of(SoftmaxAttention.compute(
                                scope.ops(),
                                stage,
                                step.get(0),
                                step.get(1),
                                step.get(2),
                                scope.config().heads())))
                .get(0);
        return new Result<>(mixer.apply(branch.apply(attended).output(), v), q, k, Map.of());
    }
}
