package org.medspike.tensor.onnx;

import java.util.List;
import java.util.Map;

/**
 * An operator of an ONNX graph. Identity is that of the object.
 */
final class OnnxNode {

    private final String part;
    private final String operator;
    private final List<OnnxValue> inputs;
    private final Map<String, Object> attributes;
    private final int outputs;

    /**
     * An operator with its operands.
     *
     * @param part the part of the network it belongs to, for its name
     * @param attributes values are Long, Float or {@code long[]}
     * @param outputs number of results
     */
    OnnxNode(String part, String operator, List<OnnxValue> inputs, Map<String, Object> attributes, int outputs) {
        this.part = part;
        this.operator = operator;
        this.inputs = List.copyOf(inputs);
        this.attributes = Map.copyOf(attributes);
        this.outputs = outputs;
    }

    String part() {
        return part;
    }

    String operator() {
        return operator;
    }

    List<OnnxValue> inputs() {
        return inputs;
    }

    Map<String, Object> attributes() {
        return attributes;
    }

    int outputs() {
        return outputs;
    }
}
