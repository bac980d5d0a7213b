package org.medspike.engine.graph;

import java.util.List;
import org.medspike.tensor.Shape;

/**
 * A tensor that will be computed: an operation and the values it takes.
 *
 * <p>Equal only to itself; equal computations are one value already when they are written down ({@link GraphOps}).
 * Immutable.
 */
public final class Value {

    private final Op op;
    private final List<Value> inputs;
    private final Shape shape;
    private final String part;

    Value(Op op, List<Value> inputs, Shape shape, String part) {
        this.op = op;
        this.inputs = List.copyOf(inputs);
        this.shape = shape;
        this.part = part;
    }

    /** What makes it. */
    public Op op() {
        return op;
    }

    /** What it is made of, in the order that the operation says. */
    public List<Value> inputs() {
        return inputs;
    }

    /** One of the inputs. */
    public Value input(int index) {
        return inputs.get(index);
    }

    /** Extents; feature maps are {@code [time steps * batch, channels, height, width]}. */
    public Shape shape() {
        return shape;
    }

    /** The part of the network that it belongs to, {@code stage1.attention.query}. */
    public String part() {
        return part;
    }

    @Override
    public String toString() {
        return op + " " + shape + (part.isEmpty() ? "" : " in " + part);
    }
}
