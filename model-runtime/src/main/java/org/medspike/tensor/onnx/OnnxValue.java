package org.medspike.tensor.onnx;

import java.util.List;
import org.medspike.tensor.FloatTensor;
import org.medspike.tensor.Shape;

/** A tensor of an ONNX graph: where it comes from, and its extents. Identity is that of the object. */
public sealed interface OnnxValue {

    /** The extents. */
    Shape shape();

    /** An input of the graph. */
    final class Input implements OnnxValue {
        private final String name;
        private final Shape shape;

        Input(String name, Shape shape) {
            this.name = name;
            this.shape = shape;
        }

        String name() {
            return name;
        }

        @Override
        public Shape shape() {
            return shape;
        }
    }

    /** Numbers that are stored with the graph. */
    final class Constant implements OnnxValue {
        private final String label;
        private final FloatTensor value;

        Constant(String label, FloatTensor value) {
            this.label = label;
            this.value = value;
        }

        String label() {
            return label;
        }

        FloatTensor value() {
            return value;
        }

        @Override
        public Shape shape() {
            return value.shape();
        }
    }

    /** Integers that say how, not what: target shapes and axes. */
    final class Extents implements OnnxValue {
        private final long[] values;

        Extents(long... values) {
            this.values = values;
        }

        long[] values() {
            return values;
        }

        @Override
        public Shape shape() {
            return Shape.of(values.length);
        }
    }

    /** The result of an operator. */
    final class Result implements OnnxValue {
        private final OnnxNode node;
        private final int index;
        private final Shape shape;

        Result(OnnxNode node, int index, Shape shape) {
            this.node = node;
            this.index = index;
            this.shape = shape;
        }

        OnnxNode node() {
            return node;
        }

        int index() {
            return index;
        }

        @Override
        public Shape shape() {
            return shape;
        }
    }

    /** Inputs of the node that makes this value; none where nothing has to be computed. */
    default List<OnnxValue> sources() {
        return this instanceof Result result ? result.node().inputs() : List.of();
    }
}
