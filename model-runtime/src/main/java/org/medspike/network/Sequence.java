package org.medspike.network;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.medspike.tensor.Shape;
import org.medspike.tensor.TensorOps;

/**
 * A tensor over the time steps of a spiking network.
 *
 * <p>Two rewrites live here, once for every meaning of the algebra, because they follow from what time is in this
 * network and not from any back end. What is equal at all steps is computed once: a constant stays constant until a
 * neuron makes it vary. And the mean over time commutes with affine maps: {@link #affine} and {@link #plus} are kept
 * pending until somebody needs the single steps, and {@link #mean} of a pending value is taken in front of them. Under
 * batch statistics a normalisation is not affine, so training computes every step.
 *
 * <p>Immutable to its users; pending values are computed at most once. Not thread safe.
 *
 * @param <T> the tensor type
 */
public abstract sealed class Sequence<T> {

    final TensorOps<T> ops;
    final int steps;

    private Sequence(TensorOps<T> ops, int steps) {
        this.ops = ops;
        this.steps = steps;
    }

    /** The same value at each of {@code steps} steps. */
    public static <T> Sequence<T> constant(TensorOps<T> ops, T value, int steps) {
        return new Constant<>(ops, value, steps);
    }

    /** One value a step, in order of time. */
    public static <T> Sequence<T> ofSteps(TensorOps<T> ops, List<T> values) {
        if (values.size() == 1) {
            return new Constant<>(ops, values.get(0), 1);
        }
        return new Computed<>(ops, values.size(), ops.foldsTime() ? List.of(ops.concat(values, 0)) : values);
    }

    /** Values that a caller keeps folded into the batch axis, {@code [steps * batch, ...]}, as {@link #folded} gives them. */
    static <T> Sequence<T> ofFolded(TensorOps<T> ops, T folded, int steps) {
        return steps == 1
                ? new Constant<>(ops, folded, 1)
                : new Computed<>(ops, steps, ops.foldsTime() ? List.of(folded) : ops.split(folded, steps));
    }

    /** All steps as one tensor, folded into the batch axis. */
    T folded() {
        List<T> blocks = steps == 1 ? blocks() : varyingBlocks();
        return blocks.size() == 1 ? blocks.get(0) : ops.concat(blocks, 0);
    }

    /** Applies a map without memory to each step. */
    public Sequence<T> map(UnaryOperator<T> function) {
        List<T> blocks = new ArrayList<>();
        for (T block : blocks()) {
            blocks.add(function.apply(block));
        }
        return withBlocks(blocks);
    }

    /** Applies an affine map without memory to each step; same result as {@link #map}, sometimes cheaper. */
    public Sequence<T> affine(UnaryOperator<T> function) {
        return ops.usesBatchStatistics() ? map(function) : new Affine<>(this, function);
    }

    /** The sum with another sequence of as many steps. */
    public Sequence<T> plus(Sequence<T> other) {
        Sequence<T> sum = new Sum<>(this, other);
        return ops.usesBatchStatistics() ? sum.computed() : sum;
    }

    /**
     * Applies a map without memory to several sequences step by step.
     *
     * @param inputs sequences of equal length
     * @param function takes one tensor of each input, gives any number of tensors
     * @return one sequence for each tensor that the function gives
     */
    public static <T> List<Sequence<T>> zip(List<Sequence<T>> inputs, Function<List<T>, List<T>> function) {
        boolean constant = inputs.stream().allMatch(Sequence::isConstant);
        List<List<T>> columns = new ArrayList<>();
        for (Sequence<T> input : inputs) {
            columns.add(constant ? input.blocks() : input.varyingBlocks());
        }
        List<List<T>> results = new ArrayList<>();
        for (int block = 0; block < columns.get(0).size(); block++) {
            List<T> row = new ArrayList<>();
            for (List<T> column : columns) {
                row.add(column.get(block));
            }
            List<T> outputs = function.apply(row);
            for (int i = 0; i < outputs.size(); i++) {
                if (block == 0) {
                    results.add(new ArrayList<>());
                }
                results.get(i).add(outputs.get(i));
            }
        }
        Sequence<T> first = inputs.get(0);
        List<Sequence<T>> sequences = new ArrayList<>();
        for (List<T> blocks : results) {
            sequences.add(
                    constant
                            ? new Constant<>(first.ops, blocks.get(0), first.steps)
                            : new Computed<>(first.ops, first.steps, blocks));
        }
        return sequences;
    }

    /** The value at each step, in order of time. */
    public List<T> steps() {
        if (isConstant()) {
            return Collections.nCopies(steps, blocks().get(0));
        }
        return ops.foldsTime() ? ops.split(blocks().get(0), steps) : blocks();
    }

    /** The mean over all steps. */
    public abstract T mean();

    /** Whether the value is the same at all steps. */
    abstract boolean isConstant();

    /** The values: one block where constant or where time is folded into the batch, else one block a step. */
    abstract List<T> blocks();

    /** This with every step computed. */
    Sequence<T> computed() {
        return withBlocks(blocks());
    }

    private List<T> varyingBlocks() {
        if (!isConstant()) {
            return blocks();
        }
        List<T> copies = Collections.nCopies(steps, blocks().get(0));
        return ops.foldsTime() ? List.of(ops.concat(copies, 0)) : copies;
    }

    private Sequence<T> withBlocks(List<T> blocks) {
        return isConstant() ? new Constant<>(ops, blocks.get(0), steps) : new Computed<>(ops, steps, blocks);
    }

    /** The same value at each step. */
    private static final class Constant<T> extends Sequence<T> {

        private final T value;

        Constant(TensorOps<T> ops, T value, int steps) {
            super(ops, steps);
            this.value = value;
        }

        @Override
        public T mean() {
            return value;
        }

        @Override
        boolean isConstant() {
            return true;
        }

        @Override
        List<T> blocks() {
            return List.of(value);
        }
    }

    /** Values that vary and are at hand. */
    private static final class Computed<T> extends Sequence<T> {

        private final List<T> blocks;

        Computed(TensorOps<T> ops, int steps, List<T> blocks) {
            super(ops, steps);
            this.blocks = blocks;
        }

        @Override
        public T mean() {
            if (!ops.foldsTime()) {
                return ops.scale(blocks.stream().reduce(ops::add).orElseThrow(), 1.0 / steps);
            }
            T folded = blocks.get(0);
            Shape shape = ops.shape(folded);
            Shape one = shape.with(0, shape.get(0) / steps);
            T apart = ops.reshape(folded, Shape.of(steps, Math.toIntExact(one.elementCount())));
            return ops.reshape(ops.mean(apart, 0), one);
        }

        @Override
        boolean isConstant() {
            return false;
        }

        @Override
        List<T> blocks() {
            return blocks;
        }
    }

    /** A value that is computed when it is first needed. */
    private abstract static sealed class Pending<T> extends Sequence<T> {

        private @Nullable Sequence<T> computed;

        Pending(TensorOps<T> ops, int steps) {
            super(ops, steps);
        }

        abstract Sequence<T> compute();

        abstract T meanInFront();

        @Override
        Sequence<T> computed() {
            if (computed == null) {
                computed = compute();
            }
            return computed;
        }

        @Override
        List<T> blocks() {
            return computed().blocks();
        }

        @Override
        public T mean() {
            return computed != null ? computed.mean() : meanInFront();
        }
    }

    /** An affine map of another sequence. */
    private static final class Affine<T> extends Pending<T> {

        private final Sequence<T> base;
        private final UnaryOperator<T> function;

        Affine(Sequence<T> base, UnaryOperator<T> function) {
            super(base.ops, base.steps);
            this.base = base;
            this.function = function;
        }

        @Override
        Sequence<T> compute() {
            return base.map(function);
        }

        @Override
        T meanInFront() {
            return function.apply(base.mean());
        }

        @Override
        boolean isConstant() {
            return base.isConstant();
        }
    }

    /** The sum of two sequences. */
    private static final class Sum<T> extends Pending<T> {

        private final Sequence<T> left;
        private final Sequence<T> right;

        Sum(Sequence<T> left, Sequence<T> right) {
            super(left.ops, left.steps);
            this.left = left;
            this.right = right;
        }

        @Override
        Sequence<T> compute() {
            return zip(List.of(left, right), pair -> List.of(ops.add(pair.get(0), pair.get(1))))
                    .get(0);
        }

        @Override
        T meanInFront() {
            return ops.add(left.mean(), right.mean());
        }

        @Override
        boolean isConstant() {
            return left.isConstant() && right.isConstant();
        }
    }
}
