package org.medspike.network;

/**
 * The learnable linear layers of definition 2 that map an attention's output to pixel-level logits; their sigmoid is the
 * feature response distribution that the alignment loss compares.
 *
 * @param <T> the tensor type
 */
final class MaskHead<T> {

    private final Convolution<T> depthWise;
    private final Convolution<T> pointWise;
    private final Convolution<T> logit;

    MaskHead(Scope<T> scope, int channels) {
        depthWise = Convolution.depthWise(scope.child("depth_wise"), channels);
        pointWise = Convolution.pointWise(scope.child("point_wise"), channels, channels);
        logit = Convolution.logit(scope.child("logit"), channels);
    }

    /** Logits of the mean over time, {@code [batch, 1, H, W]}. */
    T apply(Sequence<T> attended) {
        return logit.apply(pointWise.apply(depthWise.apply(attended.mean())));
    }
}
