package org.medspike.engine.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.medspike.tensor.NormStatistics;
import org.medspike.tensor.ParameterSource;
import org.medspike.tensor.Shape;
import org.medspike.tensor.Surrogate;
import org.medspike.tensor.TensorOps;
import org.medspike.tensor.Window;

/**
 * The algebra that writes down what is to be computed.
 *
 * <p>The same operation on the same values gives the same value again, so nothing is computed twice. Not thread safe.
 */
public final class GraphOps implements TensorOps<Value> {

    private final boolean batchStatistics;
    private final Predicate<String> frozen;
    private final String part;
    private final Map<Key, Value> known;

    private record Key(Op op, List<Value> inputs, Shape shape) {}

    private GraphOps(boolean batchStatistics, Predicate<String> frozen, String part, Map<Key, Value> known) {
        this.batchStatistics = batchStatistics;
        this.frozen = frozen;
        this.part = part;
        this.known = known;
    }

    /** For a network that is used as it is. */
    public static GraphOps forInference() {
        return new GraphOps(false, name -> false, "", new HashMap<>());
    }

    /**
     * For a network that learns.
     *
     * @param frozen parts, by name, that normalise by their running statistics even so
     */
    public static GraphOps forTraining(Predicate<String> frozen) {
        return new GraphOps(true, frozen, "", new HashMap<>());
    }

    @Override
    public TensorOps<Value> within(String name) {
        return new GraphOps(batchStatistics && !frozen.test(name), frozen, name, known);
    }

    @Override
    public boolean usesBatchStatistics() {
        return batchStatistics;
    }

    /** What is given from outside. */
    public Value input(String name, Shape shape) {
        return value(new Op.Input(name), List.of(), shape);
    }

    /** The network's parameters, to be bound later. */
    public ParameterSource<Value> parameters() {
        return spec -> value(new Op.Parameter(spec), List.of(), spec.shape());
    }

    Value value(Op op, List<Value> inputs, Shape shape) {
        return known.computeIfAbsent(new Key(op, List.copyOf(inputs), shape), k -> new Value(op, inputs, shape, part));
    }

    private Value likeFirst(Op op, Value... inputs) {
        return value(op, List.of(inputs), inputs[0].shape());
    }

    private Value pair(Op op, Value a, Value b) {
        return value(op, List.of(a, b), a.shape().broadcast(b.shape()));
    }

    @Override
    public Shape shape(Value x) {
        return x.shape();
    }

    @Override
    public Value conv2d(Value x, Value weight, @Nullable Value bias, Window window) {
        List<Value> inputs = bias == null ? List.of(x, weight) : List.of(x, weight, bias);
        return value(new Op.Conv2d(window), inputs, window.output(x.shape(), weight.shape()));
    }

    @Override
    public Value batchNorm(Value x, NormStatistics<Value> s) {
        return likeFirst(new Op.BatchNorm(batchStatistics), x, s.scale(), s.shift(), s.mean(), s.variance());
    }

    @Override
    public Value matMul(Value a, Value b) {
        return value(
                new Op.MatMul(), List.of(a, b), a.shape().with(-1, b.shape().get(-1)));
    }

    @Override
    public Value transpose(Value x) {
        Shape s = x.shape();
        return value(new Op.Transpose(), List.of(x), s.with(-1, s.get(-2)).with(-2, s.get(-1)));
    }

    @Override
    public Value add(Value a, Value b) {
        return pair(new Op.Add(), a, b);
    }

    @Override
    public Value subtract(Value a, Value b) {
        return pair(new Op.Subtract(), a, b);
    }

    @Override
    public Value multiply(Value a, Value b) {
        return pair(new Op.Multiply(), a, b);
    }

    @Override
    public Value divide(Value a, Value b) {
        return pair(new Op.Divide(), a, b);
    }

    @Override
    public Value scale(Value x, double factor) {
        return likeFirst(new Op.Scale(factor), x);
    }

    @Override
    public Value shift(Value x, double offset) {
        return likeFirst(new Op.Shift(offset), x);
    }

    @Override
    public Value spike(Value x, Surrogate surrogate) {
        return likeFirst(new Op.Spike(surrogate), x);
    }

    @Override
    public Value sigmoid(Value x) {
        return likeFirst(new Op.Curve(Op.Function.SIGMOID), x);
    }

    @Override
    public Value gelu(Value x) {
        return likeFirst(new Op.Curve(Op.Function.GELU), x);
    }

    @Override
    public Value atan(Value x) {
        return likeFirst(new Op.Curve(Op.Function.ATAN), x);
    }

    @Override
    public Value log(Value x) {
        return likeFirst(new Op.Curve(Op.Function.LOG), x);
    }

    @Override
    public Value softplus(Value x) {
        return likeFirst(new Op.Curve(Op.Function.SOFTPLUS), x);
    }

    @Override
    public Value softmax(Value x) {
        return likeFirst(new Op.Softmax(), x);
    }

    @Override
    public Value reshape(Value x, Shape shape) {
        if (shape.elementCount() != x.shape().elementCount()) {
            throw new IllegalArgumentException(x.shape() + " cannot be read as " + shape);
        }
        return shape.equals(x.shape()) ? x : value(new Op.Reshape(), List.of(x), shape);
    }

    @Override
    public Value concat(List<Value> parts, int axis) {
        if (parts.size() == 1) {
            return parts.get(0);
        }
        int extent = parts.stream().mapToInt(p -> p.shape().get(axis)).sum();
        return value(new Op.Concat(axis), parts, parts.get(0).shape().with(axis, extent));
    }

    @Override
    public List<Value> split(Value x, int parts) {
        if (parts == 1) {
            return List.of(x);
        }
        Shape each = x.shape().with(0, x.shape().get(0) / parts);
        List<Value> values = new ArrayList<>();
        for (int i = 0; i < parts; i++) {
            values.add(value(new Op.Part(i, parts), List.of(x), each));
        }
        return values;
    }

    @Override
    public Value sum(Value x, int axis) {
        int position = axis < 0 ? x.shape().rank() + axis : axis;
        return value(new Op.Sum(position), List.of(x), x.shape().with(position, 1));
    }

    @Override
    public Value averagePool(Value x, int size) {
        Shape s = x.shape();
        return value(
                new Op.AveragePool(size), List.of(x), s.with(2, s.get(2) / size).with(3, s.get(3) / size));
    }

    @Override
    public Value upsample2x(Value x) {
        Shape s = x.shape();
        return value(new Op.Upsample2x(), List.of(x), s.with(2, s.get(2) * 2).with(3, s.get(3) * 2));
    }
}
