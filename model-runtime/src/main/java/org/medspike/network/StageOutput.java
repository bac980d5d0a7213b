package org.medspike.network;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.medspike.tensor.TensorOps;

/**
 * What one encoder stage shows of itself; each part is computed when it is asked for.
 *
 * <p>Not thread safe.
 *
 * @param <T> the tensor type
 */
public final class StageOutput<T> {

    private final TensorOps<T> ops;
    private final Sequence<T> features;
    private final Sequence<T> embedded;
    private final Optional<Attention.Result<T>> attention;
    private final MaskHead<T> maskHead;

    StageOutput(
            TensorOps<T> ops,
            Sequence<T> features,
            Sequence<T> embedded,
            Optional<Attention.Result<T>> attention,
            MaskHead<T> maskHead) {
        this.ops = ops;
        this.features = features;
        this.embedded = embedded;
        this.attention = attention;
        this.maskHead = maskHead;
    }

    /** f_e of equation (10), which the next stage and the fusion take. */
    Sequence<T> features() {
        return features;
    }

    /**
     * Logits of the stage mask, {@code [batch, 1, H, W]} at the stage's size; their sigmoid is Ô of definition 2. Without
     * attention they come from the patch embedding.
     */
    public T maskLogits() {
        return maskHead.apply(attention.map(Attention.Result::output).orElse(embedded));
    }

    /** The interactions that take part in this stage. */
    public Set<Interaction> interactions() {
        return attention.map(a -> a.fired().keySet()).orElse(Set.of());
    }

    /**
     * The response map of an interaction: the firing rate of its branch's neurons, mean over time and channels,
     * {@code [batch, 1, H, W]}, in spikes per neuron and step, 0 to 1. In Q-K attention the neurons are those that select
     * tokens, one a head.
     *
     * @throws IllegalArgumentException if the interaction does not take part
     */
    public T firingRate(Interaction interaction) {
        Sequence<T> fired = attention.map(a -> a.fired().get(interaction)).orElse(null);
        if (fired == null) {
            throw new IllegalArgumentException("interaction " + interaction.label() + " is switched off");
        }
        return ops.mean(fired.mean(), 1);
    }

    /** Q at each step, {@code [batch, C, H, W]}, before it is split into heads; empty without attention. */
    public List<T> queries() {
        return attention.map(a -> a.queries().steps()).orElse(List.of());
    }

    /** K at each step, likewise. */
    public List<T> keys() {
        return attention.map(a -> a.keys().steps()).orElse(List.of());
    }
}
