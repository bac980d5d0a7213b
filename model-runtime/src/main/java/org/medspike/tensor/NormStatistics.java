package org.medspike.tensor;

/**
 * The four vectors of a batch normalisation, one value a channel.
 *
 * @param scale learned factor (gamma)
 * @param shift learned offset (beta)
 * @param mean running mean of the input
 * @param variance running variance of the input
 * @param <T> the tensor type
 */
public record NormStatistics<T>(T scale, T shift, T mean, T variance) {

    /** Added to the variance before its root is taken. */
    public static final float EPSILON = 1e-5f;

    /** Share of a new batch in the running mean and variance while training. */
    public static final float MOMENTUM = 0.1f;
}
