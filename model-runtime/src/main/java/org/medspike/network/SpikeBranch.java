package org.medspike.network;

/**
 * Depth-wise convolution, neuron, point-wise convolution: the unit that mixes a neighbourhood, fires, and mixes
 * channels.
 *
 * @param <T> the tensor type
 */
final class SpikeBranch<T> {

    private final Convolution<T> depthWise;
    private final Neuron<T> neuron;
    private final Convolution<T> pointWise;

    SpikeBranch(Scope<T> scope, int channels) {
        depthWise = Convolution.depthWise(scope.child("depth_wise"), channels);
        neuron = Neuron.of(scope.child("neuron"));
        pointWise = Convolution.pointWise(scope.child("point_wise"), channels, channels);
    }

    Result<T> apply(Sequence<T> x) {
        Sequence<T> fired = neuron.fire(depthWise.apply(x));
        return new Result<>(fired, pointWise.apply(fired));
    }

    /**
     * What the branch gives.
     *
     * @param fired the neurons' output
     * @param output after the point-wise convolution
     */
    record Result<T>(Sequence<T> fired, Sequence<T> output) {}
}
