package org.medspike.network;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The attention of one encoder stage.
 *
 * @param <T> the tensor type
 */
sealed interface Attention<T> permits SdsaAttention, SpikingSelfAttention, QkAttention, SelfAttention {

    /**
     * The attention that a variant asks for; empty for none.
     *
     * @param stage of the encoder, from one
     */
    static <T> Optional<Attention<T>> of(Scope<T> scope, int stage, int channels) {
        return switch (scope.config().attention()) {
            case SDSA -> Optional.of(new SdsaAttention<>(scope, channels));
            case SSA -> Optional.of(new SpikingSelfAttention<>(scope, channels));
            case QK -> Optional.of(new QkAttention<>(scope, channels));
            case SA -> Optional.of(new SelfAttention<>(scope, stage, channels));
            case NONE -> Optional.empty();
        };
    }

    /** Attends over all tokens of {@code [batch, C, H, W]} at each step. */
    Result<T> apply(Sequence<T> x);

    /**
     * What attention gives.
     *
     * @param output O_s or O_a after the mixers, {@code [batch, C, H, W]}
     * @param queries Q, before it is split into heads
     * @param keys K, likewise
     * @param fired for each interaction the neurons that show it, those of its branch or, in Q-K attention, those that
     *     select tokens; empty for ordinary self-attention
     */
    record Result<T>(Sequence<T> output, Sequence<T> queries, Sequence<T> keys, Map<Interaction, Sequence<T>> fired) {}

    /** Computes some interactions of three sequences, step by step. */
    static <T> Map<Interaction, Sequence<T>> interactions(
            Scope<T> scope, Sequence<T> q, Sequence<T> k, Sequence<T> v, List<Interaction> enabled) {
        Map<Interaction, Sequence<T>> terms = new EnumMap<>(Interaction.class);
        if (enabled.isEmpty()) {
            return terms;
        }
        List<Sequence<T>> computed = Sequence.zip(List.of(q, k, v), step -> {
            Map<Interaction, T> atStep = LinearInteractions.compute(
                    scope.ops(),
                    step.get(0),
                    step.get(1),
                    step.get(2),
                    scope.config().heads(),
                    Set.copyOf(enabled));
            return enabled.stream().map(atStep::get).toList();
        });
        for (int i = 0; i < enabled.size(); i++) {
            terms.put(enabled.get(i), computed.get(i));
        }
        return terms;
    }
}
