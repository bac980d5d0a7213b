package org.medspike.network;

import org.jspecify.annotations.Nullable;
import org.medspike.tensor.NormStatistics;
import org.medspike.tensor.ParameterSpec.Role;
import org.medspike.tensor.TensorOps;
import org.medspike.tensor.Window;

/**
 * A convolution, with batch normalisation after it, or with a bias, or with neither.
 *
 * @param <T> the tensor type
 */
final class Convolution<T> {

    private final TensorOps<T> ops;
    private final Window window;
    private final T weight;
    private final @Nullable T bias;
    private final @Nullable NormStatistics<T> norm;

    private Convolution(Scope<T> scope, Window window, T weight, @Nullable T bias, @Nullable NormStatistics<T> norm) {
        this.ops = scope.ops();
        this.window = window;
        this.weight = weight;
        this.bias = bias;
        this.norm = norm;
    }

    private static <T> Convolution<T> normalised(Scope<T> scope, int in, int out, int kernel, Window window) {
        return new Convolution<>(
                scope, window, kernel(scope, in / window.groups(), out, kernel), null, norm(scope, out));
    }

    /** {@code kernel x kernel} over all channels, same size, normalised. */
    static <T> Convolution<T> full(Scope<T> scope, int in, int out, int kernel) {
        return normalised(scope, in, out, kernel, Window.same(kernel));
    }

    /** 3x3 of each channel by itself, same size, normalised. */
    static <T> Convolution<T> depthWise(Scope<T> scope, int channels) {
        return normalised(scope, channels, channels, 3, Window.depthWise(3, channels));
    }

    /** 3x3 of each channel by itself, same size, nothing after it. */
    static <T> Convolution<T> bareDepthWise(Scope<T> scope, int channels) {
        return new Convolution<>(scope, Window.depthWise(3, channels), kernel(scope, 1, channels, 3), null, null);
    }

    /** 1x1 over all channels, normalised. */
    static <T> Convolution<T> pointWise(Scope<T> scope, int in, int out) {
        return normalised(scope, in, out, 1, Window.same(1));
    }

    /** 1x1 to one channel, with a bias: the last layer of a head, which gives logits. */
    static <T> Convolution<T> logit(Scope<T> scope, int in) {
        return new Convolution<>(
                scope, Window.same(1), kernel(scope, in, 1, 1), scope.parameter("bias", Role.BIAS, 1), null);
    }

    /** 2x2 blocks, half the size, normalised. */
    static <T> Convolution<T> halving(Scope<T> scope, int channels) {
        return normalised(scope, channels, channels, 2, Window.blocks(2));
    }

    private static <T> T kernel(Scope<T> scope, int in, int out, int kernel) {
        return scope.parameter("weight", Role.KERNEL, out, in, kernel, kernel);
    }

    private static <T> NormStatistics<T> norm(Scope<T> scope, int channels) {
        Scope<T> norm = scope.child("norm");
        return new NormStatistics<>(
                norm.parameter("weight", Role.NORM_SCALE, channels),
                norm.parameter("bias", Role.NORM_SHIFT, channels),
                norm.parameter("running_mean", Role.RUNNING_MEAN, channels),
                norm.parameter("running_var", Role.RUNNING_VARIANCE, channels));
    }

    T apply(T x) {
        T y = ops.conv2d(x, weight, bias, window);
        return norm == null ? y : ops.batchNorm(y, norm);
    }

    Sequence<T> apply(Sequence<T> x) {
        // Normalised by the batch it is no affine map, whatever the sequence was made by.
        return ops.usesBatchStatistics() ? x.map(this::apply) : x.affine(this::apply);
    }
}
