package org.medspike.network;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.medspike.tensor.Shape;
import org.medspike.tensor.TensorOps;

/**
 * The four terms of equation (9) in linear form.
 *
 * <p>SDSA has no soft-max, so {@code (Q K^T) V = Q (K^T V)}: one product of head-width squared in place of the N x N
 * matrix of token pairs. With {@code Q_I = 1 - Q} and {@code K_I = 1 - K} (definition 1) the other three terms follow
 * from the first by sums of rank one. For one head of width d, and A = Q_A (K_A^T V):
 *
 * <pre>
 * I-A = 1 (1^T K_A^T V) - A
 * A-I = (Q 1)(1^T V) - A
 * I-I = 1 (d 1^T V - 1^T K_A^T V) - A-I
 * </pre>
 *
 * <p>All terms are divided by √C as in equation (9), and by the number of tokens, so that they do not grow with the
 * image; the normalisation that follows absorbs the constant (decision 0003). The division comes last: until then
 * spikes give whole numbers, which are exact in every meaning of the algebra.
 */
final class LinearInteractions {

    private LinearInteractions() {}

    /**
     * The enabled terms.
     *
     * @param q queries, {@code [batch, C, H, W]}, spikes
     * @param k keys, likewise
     * @param v values, likewise
     * @param heads heads that attend apart, each on C / heads channels
     * @return each term as {@code [batch, C, H, W]}
     */
    static <T> Map<Interaction, T> compute(TensorOps<T> ops, T q, T k, T v, int heads, Set<Interaction> enabled) {
        Shape shape = ops.shape(q);
        int channels = shape.get(1);
        int width = channels / heads;
        int tokens = shape.get(2) * shape.get(3);
        double scale = 1 / (Math.sqrt(channels) * tokens);
        Shape perHead = Shape.of(shape.get(0), heads, width, tokens);
        T queries = ops.reshape(q, perHead);
        T keys = ops.reshape(k, perHead);
        T values = ops.reshape(v, perHead);

        // [batch, heads, width of v, width of k]; feature maps keep tokens last, so this is (K^T V)^T.
        T keyValue = ops.matMul(values, ops.transpose(keys));
        T activated = ops.matMul(keyValue, queries);
        Map<Interaction, T> terms = new EnumMap<>(Interaction.class);
        terms.put(Interaction.ACTIVATED_ACTIVATED, activated);
        T keySums = ops.sum(keyValue, -1);
        if (enabled.contains(Interaction.INACTIVATED_ACTIVATED)) {
            terms.put(Interaction.INACTIVATED_ACTIVATED, ops.subtract(keySums, activated));
        }
        if (enabled.contains(Interaction.ACTIVATED_INACTIVATED)
                || enabled.contains(Interaction.INACTIVATED_INACTIVATED)) {
            T valueSums = ops.sum(values, -1);
            T activatedInactivated = ops.subtract(ops.multiply(valueSums, ops.sum(queries, -2)), activated);
            terms.put(Interaction.ACTIVATED_INACTIVATED, activatedInactivated);
            T allInactivatedKeys = ops.subtract(ops.scale(valueSums, width), keySums);
            terms.put(Interaction.INACTIVATED_INACTIVATED, ops.subtract(allInactivatedKeys, activatedInactivated));
        }
        terms.keySet().retainAll(enabled);
        terms.replaceAll((interaction, term) -> ops.scale(ops.reshape(term, shape), scale));
        return terms;
    }
}
