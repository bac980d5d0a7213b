package org.medspike.tensor;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The algebra in which the network is written.
 *
 * <p>A network that knows only these operations can be trained, compiled, counted or checked, depending on the meaning
 * that the implementation gives to {@code T}. Implementations are stateless as far as a caller can see: every method
 * returns a new value and leaves its arguments as they were, except that {@link #batchNorm} moves the running statistics
 * while {@link #usesBatchStatistics() training}. None is thread safe unless it says so.
 *
 * <p>Feature maps are {@code [batch, channels, height, width]}. Binary element-wise operations broadcast as NumPy does:
 * axes are aligned at the last one and an extent of one is repeated. A wrong shape is a programming error and throws
 * {@link IllegalArgumentException}, or the back end's own unchecked exception.
 *
 * @param <T> what a tensor is here: an array, a node of a graph, a shape that is counted
 */
public interface TensorOps<T> {

    /** The extents of a tensor. */
    Shape shape(T x);

    /**
     * Two-dimensional cross-correlation with zero padding.
     *
     * @param x {@code [batch, in, height, width]}
     * @param weight {@code [out, in / groups, kernel, kernel]}
     * @param bias {@code [out]}, or null for none
     */
    T conv2d(T x, T weight, @Nullable T bias, Window window);

    /** Normalises each channel of {@code [batch, channels, height, width]}. */
    T batchNorm(T x, NormStatistics<T> statistics);

    /** Matrix product over the last two axes; leading axes are equal. */
    T matMul(T a, T b);

    /** Exchanges the last two axes. */
    T transpose(T x);

    /** a + b. */
    T add(T a, T b);

    /** a - b. */
    T subtract(T a, T b);

    /** a · b, element by element. */
    T multiply(T a, T b);

    /** a / b, element by element. */
    T divide(T a, T b);

    /** x · factor. */
    T scale(T x, double factor);

    /** x + offset. */
    T shift(T x, double offset);

    /**
     * The Heaviside step Θ(x) of equation (2), one where {@code x >= 0}, else zero; its gradient is the surrogate's.
     */
    T spike(T x, Surrogate surrogate);

    /** 1 / (1 + exp(-x)). */
    T sigmoid(T x);

    /** x · Φ(x), with the exact Gaussian distribution function Φ. */
    T gelu(T x);

    /** Arc tangent. */
    T atan(T x);

    /** Natural logarithm. */
    T log(T x);

    /** log(1 + exp(x)), without overflow. */
    T softplus(T x);

    /** Soft-max along the last axis. */
    T softmax(T x);

    /** The same elements in row-major order under another shape. */
    T reshape(T x, Shape shape);

    /** Joins tensors along an axis. */
    T concat(List<T> parts, int axis);

    /** Cuts the first axis into equal parts. */
    List<T> split(T x, int parts);

    /** Sum along an axis, which stays with extent one. */
    T sum(T x, int axis);

    /** Mean of {@code size x size} blocks that do not overlap; height and width are multiples of {@code size}. */
    T averagePool(T x, int size);

    /** Bilinear enlargement by two; pixel centres at half-integers, edges clamped. */
    T upsample2x(T x);

    /** Whether {@link #batchNorm} normalises by the batch at hand, and is then no affine function of its input. */
    default boolean usesBatchStatistics() {
        return false;
    }

    /** Whether the time steps are best folded into the batch axis (one large operation) rather than kept apart. */
    default boolean foldsTime() {
        return true;
    }

    /**
     * The same algebra, told in which part of the network it works from here on ({@code "stage1.attention"}); for
     * meanings that label what they build or count.
     */
    default TensorOps<T> within(String part) {
        return this;
    }

    /** Mean along an axis, which stays with extent one. */
    default T mean(T x, int axis) {
        return scale(sum(x, axis), 1.0 / shape(x).get(axis));
    }
}
