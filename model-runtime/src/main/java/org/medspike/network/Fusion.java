package org.medspike.network;

import org.jspecify.annotations.Nullable;
import org.medspike.tensor.TensorOps;

/**
 * One level of the feature fusion, equation (11): {@code f_s^i = SpikeConv(f_e^i + f_s^(i+1))}, where the deeper features
 * are first brought to this level's channels and size.
 *
 * @param <T> the tensor type
 */
final class Fusion<T> {

    /** Channel count that marks the deepest level. */
    static final int NOTHING_DEEPER = 0;

    private final TensorOps<T> ops;
    private final @Nullable Convolution<T> reduce;
    private final @Nullable SpikeConv<T> spikeConv;

    Fusion(Scope<T> scope, int deeperChannels, int channels) {
        ops = scope.ops();
        reduce = deeperChannels == NOTHING_DEEPER
                ? null
                : Convolution.full(scope.child("reduce"), deeperChannels, channels, 3);
        spikeConv = scope.config().spikeConvolution() ? new SpikeConv<>(scope.child("spike_conv"), channels) : null;
    }

    /** The deepest level. */
    Sequence<T> apply(Sequence<T> encoded) {
        return spikeConv == null ? encoded : spikeConv.apply(encoded);
    }

    /** Every other level. */
    Sequence<T> apply(Sequence<T> encoded, Sequence<T> deeper) {
        if (reduce == null) {
            throw new IllegalStateException("the deepest level has nothing below it");
        }
        return apply(encoded.plus(reduce.apply(deeper).affine(ops::upsample2x)));
    }
}
