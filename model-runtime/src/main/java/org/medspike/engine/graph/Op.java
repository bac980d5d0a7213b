package org.medspike.engine.graph;

import org.medspike.tensor.ParameterSpec;
import org.medspike.tensor.Surrogate;
import org.medspike.tensor.Window;

/**
 * What a value is made by: the operations of the algebra, and the larger forms that {@link Recognition} finds among them.
 */
public sealed interface Op {

    /** What is given from outside. */
    record Input(String name) implements Op {}

    /** A parameter of the network; its values are bound when the graph is compiled. */
    record Parameter(ParameterSpec spec) implements Op {}

    /** Convolution of input 0 with the kernel of input 1, plus the bias of input 2 where there are three. */
    record Conv2d(Window window) implements Op {}

    /**
     * Batch normalisation of input 0; then scale, shift, mean and variance.
     *
     * @param batchStatistics whether by the batch at hand (and the running statistics move) or by the running ones
     */
    record BatchNorm(boolean batchStatistics) implements Op {}

    /** Matrix product over the last two axes. */
    record MatMul() implements Op {}

    /** Exchange of the last two axes. */
    record Transpose() implements Op {}

    /** a + b. */
    record Add() implements Op {}

    /** a - b. */
    record Subtract() implements Op {}

    /** a · b. */
    record Multiply() implements Op {}

    /** a / b. */
    record Divide() implements Op {}

    /** x · factor. */
    record Scale(double factor) implements Op {}

    /** x + offset. */
    record Shift(double offset) implements Op {}

    /** Heaviside step. */
    record Spike(Surrogate surrogate) implements Op {}

    /** A function of one variable, element by element. */
    record Curve(Function function) implements Op {}

    /** The functions of {@link Curve}. */
    enum Function {
        SIGMOID,
        GELU,
        ATAN,
        LOG,
        SOFTPLUS
    }

    /** Soft-max along the last axis. */
    record Softmax() implements Op {}

    /** The same elements under another shape. */
    record Reshape() implements Op {}

    /** Inputs joined along an axis. */
    record Concat(int axis) implements Op {}

    /** One of several equal parts of the first axis. */
    record Part(int index, int of) implements Op {}

    /** Sum along an axis, which is not negative and stays with extent one. */
    record Sum(int axis) implements Op {}

    /** Mean of blocks. */
    record AveragePool(int size) implements Op {}

    /** Bilinear enlargement by two. */
    record Upsample2x() implements Op {}

    /**
     * Recognised: leaky integrate-and-fire neurons, equations (1) to (3), over all time steps. The input current is folded
     * over time, {@code [steps * batch, C, H, W]}, or one block that is the same at all steps; the output is folded.
     *
     * @param steps T
     * @param threshold V_th
     * @param decay β
     * @param surrogate of the backward pass; in analog mode the neurons' output itself
     * @param analog whether the output is the smooth step instead of a spike
     */
    record Fire(int steps, float threshold, float decay, Surrogate surrogate, boolean analog) implements Op {}

    /**
     * Recognised: one block repeated at all time steps.
     *
     * @param steps T
     */
    record Repeat(int steps) implements Op {}

    /**
     * Recognised: mean over the time steps that are folded into the first axis.
     *
     * @param steps T
     */
    record TimeMean(int steps) implements Op {}

    /**
     * Recognised: an interaction of queries, keys and values (inputs 0, 1, 2), equation (9), as a linear combination of
     * {@code A = Q (K^T V)}, {@code 1^T (K^T V)}, {@code (Q 1)(1^T V)} and {@code 1^T V}, head by head.
     *
     * @param heads number of heads
     * @param activated factor of A
     * @param keySums factor of 1^T (K^T V)
     * @param queryValueSums factor of (Q 1)(1^T V)
     * @param valueSums factor of 1^T V
     */
    record Interaction(int heads, double activated, double keySums, double queryValueSums, double valueSums)
            implements Op {}

    /**
     * Recognised: soft-max attention of queries, keys and values, equation (5), head by head; keys and values may have fewer
     * tokens than queries.
     *
     * @param heads number of heads
     * @param scale factor of the similarities
     */
    record SoftmaxAttention(int heads, double scale) implements Op {}

    /** Recognised: sum over the channels of each head, {@code [batch, heads, H, W]}. */
    record HeadSum(int heads) implements Op {}

    /** Recognised: input 1 multiplied, head by head, with the one channel of that head in input 0. */
    record HeadGate(int heads) implements Op {}

    /** Recognised: mean over the channels. */
    record ChannelMean() implements Op {}
}
