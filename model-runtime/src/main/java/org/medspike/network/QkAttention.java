package org.medspike.network;

import java.util.List;
import java.util.Map;
import org.medspike.tensor.Shape;
import org.medspike.tensor.TensorOps;

/**
 * Q-K token attention (QKFormer, Zhou et al., NeurIPS 2024, section 3.2) in the place of SDSA: what SDSA is compared with.
 *
 * <pre>
 * A  = SN(Σ over the channels of a head of Q)     one spike a head, token and step: whether the token is selected
 * X' = A ⊗ K                                      the keys of the selected tokens, zeros elsewhere
 * </pre>
 *
 * <p>A and K are spikes, so X' is too. Tokens do not meet each other: the cost is that of the projections alone. SN is the
 * network's own neuron on the sum as it stands; at a threshold of 1 one spike of Q selects its token, as in the authors'
 * code, where the neuron halves its input and fires at one half.
 *
 * <p>The output projection is the branch that follows A-A in SDSA and SSA, under the same name, and the same mixer follows.
 * There is no V, so K stands for it in the mixer's residual: it is what is gated, and made of spikes of the same shape
 * (decision 0015).
 *
 * <p>The map of A-A is A itself: the share of heads and steps that select the token.
 *
 * @param <T> the tensor type
 */
final class QkAttention<T> implements Attention<T> {

    private static final Interaction ONLY = Interaction.ACTIVATED_ACTIVATED;

    private final TensorOps<T> ops;
    private final int heads;
    private final Projection<T> query;
    private final Projection<T> key;
    private final Neuron<T> queryNeuron;
    private final Neuron<T> keyNeuron;
    private final Neuron<T> selection;
    private final SpikeBranch<T> branch;
    private final AttentionMixer<T> mixer;

    QkAttention(Scope<T> scope, int channels) {
        ops = scope.ops();
        heads = scope.config().heads();
        query = new Projection<>(scope.child("query"), channels);
        key = new Projection<>(scope.child("key"), channels);
        queryNeuron = Neuron.of(scope.child("query.neuron"));
        keyNeuron = Neuron.of(scope.child("key.neuron"));
        selection = Neuron.of(scope.child("selection.neuron"));
        branch = new SpikeBranch<>(scope.child(ONLY.key()), channels);
        mixer = new AttentionMixer<>(scope.child("mixer"), channels, channels);
    }

    @Override
    public Result<T> apply(Sequence<T> x) {
        Sequence<T> q = queryNeuron.fire(query.apply(x));
        Sequence<T> k = keyNeuron.fire(key.apply(x));
        Sequence<T> selected = selection.fire(q.affine(this::headSums));
        Sequence<T> gated = Sequence.zip(List.of(selected, k), step -> List.of(gate(step.get(0), step.get(1))))
                .get(0);
        return new Result<>(mixer.apply(branch.apply(gated).output(), k), q, k, Map.of(ONLY, selected));
    }

    /** From {@code [batch, C, H, W]} to {@code [batch, heads, H, W]}. */
    private T headSums(T q) {
        Shape shape = ops.shape(q);
        T sums = ops.sum(ops.reshape(q, perHead(shape)), -2);
        return ops.reshape(sums, shape.with(1, heads));
    }

    /** Keeps the keys of the tokens that a head selects. */
    private T gate(T selected, T k) {
        Shape shape = ops.shape(k);
        T mask = ops.reshape(selected, perHead(shape).with(-2, 1));
        return ops.reshape(ops.multiply(mask, ops.reshape(k, perHead(shape))), shape);
    }

    /** {@code [batch, heads, C / heads, tokens]}. */
    private Shape perHead(Shape shape) {
        return Shape.of(shape.get(0), heads, shape.get(1) / heads, shape.get(2) * shape.get(3));
    }
}
