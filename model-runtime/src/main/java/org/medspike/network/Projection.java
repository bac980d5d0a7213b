package org.medspike.network;

/**
 * One of Q, K and V before its neuron, equations (4) and (6): depth-wise 3x3 for position, then 1x1, normalised.
 *
 * @param <T> the tensor type
 */
final class Projection<T> {

    private final Convolution<T> depthWise;
    private final Convolution<T> pointWise;

    Projection(Scope<T> scope, int channels) {
        depthWise = Convolution.bareDepthWise(scope.child("depth_wise"), channels);
        pointWise = Convolution.pointWise(scope.child("point_wise"), channels, channels);
    }

    Sequence<T> apply(Sequence<T> x) {
        return pointWise.apply(depthWise.apply(x));
    }
}
