package org.medspike.network;

/**
 * φ_s of equation (12): mean over time, 3x3 convolution, logit.
 *
 * @param <T> the tensor type
 */
final class PredictionHead<T> {

    private final Convolution<T> convolution;
    private final Convolution<T> logit;

    PredictionHead(Scope<T> scope, int channels) {
        convolution = Convolution.full(scope.child("convolution"), channels, channels, 3);
        logit = Convolution.logit(scope.child("logit"), channels);
    }

    T apply(Sequence<T> fused) {
        return logit.apply(convolution.apply(fused.mean()));
    }
}
