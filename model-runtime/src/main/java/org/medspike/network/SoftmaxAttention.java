package org.medspike.network;

import org.medspike.tensor.Shape;
import org.medspike.tensor.TensorOps;

/**
 * Equation (5): {@code Softmax(Q K^T / √C) V}.
 *
 * <p>In the first {@value #REDUCED_STAGES} stages, which have the most tokens, keys and values are averaged over square
 * blocks so that at most {@value #REDUCED_TOKENS} of them remain; every query is kept. Later stages compute every pair,
 * up to {@value #EXACT_TOKENS} tokens; above that they do as the first ones.
 */
public final class SoftmaxAttention {

    /** Stages that never compute every pair of many tokens. */
    static final int REDUCED_STAGES = 2;

    /** Most tokens for which a later stage computes every pair. */
    static final int EXACT_TOKENS = 4096;

    /** Most keys that are kept where not every pair is computed. */
    static final int REDUCED_TOKENS = 256;

    private SoftmaxAttention() {}

    /**
     * The attention's output, {@code [batch, C, H, W]} like its inputs.
     *
     * @param stage of the encoder, from one
     */
    static <T> T compute(TensorOps<T> ops, int stage, T q, T k, T v, int heads) {
        Shape shape = ops.shape(q);
        int channels = shape.get(1);
        int block = reduction(stage, shape.get(2), shape.get(3));
        // The scale is put on the queries: one value a channel and token instead of one a pair of tokens.
        T queries = tokens(ops, ops.scale(q, 1 / Math.sqrt(channels)), heads);
        T keys = tokens(ops, block == 1 ? k : ops.averagePool(k, block), heads);
        T values = tokens(ops, block == 1 ? v : ops.averagePool(v, block), heads);
        T similarity = ops.matMul(ops.transpose(queries), keys);
        T output = ops.matMul(values, ops.transpose(ops.softmax(similarity)));
        return ops.reshape(output, shape);
    }

    /**
     * Side of the blocks over which keys and values are averaged; it divides height and width. One where all pairs are
     * computed.
     *
     * @param stage of the encoder, from one
     */
    public static int reduction(int stage, int height, int width) {
        int tokens = height * width;
        if (tokens <= (stage <= REDUCED_STAGES ? REDUCED_TOKENS : EXACT_TOKENS)) {
            return 1;
        }
        int block = (int) Math.ceil(Math.sqrt((double) tokens / REDUCED_TOKENS));
        while (height % block != 0 || width % block != 0) {
            block++;
            if (block > Math.min(height, width)) {
                throw new IllegalArgumentException("no square blocks tile " + width + " x " + height + " tokens");
            }
        }
        return block;
    }

    private static <T> T tokens(TensorOps<T> ops, T x, int heads) {
        Shape s = ops.shape(x);
        return ops.reshape(x, Shape.of(s.get(0), heads, s.get(1) / heads, s.get(2) * s.get(3)));
    }
}
