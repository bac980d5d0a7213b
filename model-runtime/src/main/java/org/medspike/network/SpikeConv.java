package org.medspike.network;

/**
 * The spike convolution block of equation (11): two rounds of depth-wise convolution, neuron and point-wise convolution,
 * each added to its input.
 *
 * @param <T> the tensor type
 */
final class SpikeConv<T> {

    private final SpikeBranch<T> first;
    private final SpikeBranch<T> second;

    SpikeConv(Scope<T> scope, int channels) {
        first = new SpikeBranch<>(scope.child("first"), channels);
        second = new SpikeBranch<>(scope.child("second"), channels);
    }

    Sequence<T> apply(Sequence<T> x) {
        Sequence<T> once = x.plus(first.apply(x).output());
        return once.plus(second.apply(once).output());
    }
}
