package org.medspike.network;

import java.util.Optional;

/**
 * One encoder unit, equation (10): {@code f_e = SDSA(PE(X)) + PE(X)}, with the mask head of definition 2 beside it.
 *
 * @param <T> the tensor type
 */
final class EncoderStage<T> {

    private final Scope<T> scope;
    private final PatchEmbedding<T> embedding;
    private final Optional<Attention<T>> attention;
    private final MaskHead<T> maskHead;

    EncoderStage(Scope<T> scope, int stage, int in, int out) {
        this.scope = scope;
        embedding = new PatchEmbedding<>(scope.child("embedding"), in, out);
        attention = Attention.of(scope.child("attention"), stage, out);
        maskHead = new MaskHead<>(scope.child("mask_head"), out);
    }

    StageOutput<T> apply(Sequence<T> x) {
        Sequence<T> embedded = embedding.apply(x);
        Optional<Attention.Result<T>> attended = attention.map(a -> a.apply(embedded));
        Sequence<T> features = attended.map(a -> a.output().plus(embedded)).orElse(embedded);
        return new StageOutput<>(scope.ops(), features, embedded, attended, maskHead);
    }
}
