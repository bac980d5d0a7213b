package org.medspike.network;

/**
 * What follows every attention: a channel mixer added to V (to K in Q-K attention, which has no V), then a second
 * one added to that.
 *
 * @param <T> the tensor type
 */
final class AttentionMixer<T> {

    private final Mlp<T> first;
    private final Mlp<T> second;

    AttentionMixer(Scope<T> scope, int in, int channels) {
        first = new Mlp<>(scope.child("first"), in, channels);
        second = new Mlp<>(scope.child("second"), channels, channels);
    }

    Sequence<T> apply(Sequence<T> attended, Sequence<T> values) {
        Sequence<T> mixed = first.apply(attended).plus(values);
        return mixed.plus(second.apply(mixed));
    }
}
