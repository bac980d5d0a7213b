package org.medspike.network;

import org.jspecify.annotations.Nullable;

/**
 * PE of equation (10): a 3x3 convolution, then a spike convolution (depth-wise 3x3 and neuron) added to it.
 *
 * @param <T> the tensor type
 */
final class PatchEmbedding<T> {

    private final Convolution<T> convolution;
    private final @Nullable Convolution<T> depthWise;
    private final Neuron<T> neuron;

    PatchEmbedding(Scope<T> scope, int in, int out) {
        convolution = Convolution.full(scope.child("convolution"), in, out, 3);
        depthWise = scope.config().spikeConvolution() ? Convolution.depthWise(scope.child("depth_wise"), out) : null;
        neuron = Neuron.of(scope.child("neuron"));
    }

    Sequence<T> apply(Sequence<T> x) {
        Sequence<T> embedded = convolution.apply(x);
        return depthWise == null ? embedded : embedded.plus(neuron.fire(depthWise.apply(embedded)));
    }
}
