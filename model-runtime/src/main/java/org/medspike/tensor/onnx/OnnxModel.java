package org.medspike.tensor.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.medspike.tensor.FloatTensor;
import org.medspike.tensor.Shape;

/** Writes the part of a graph that some outputs need as an ONNX model. */
public final class OnnxModel {

    private static final int IR_VERSION = 8;
    private static final int OPSET = 17;

    private final GraphProto.Builder graph = GraphProto.newBuilder();
    private final Map<Object, String> names = new IdentityHashMap<>();
    private final Map<String, Integer> used = new HashMap<>();

    private OnnxModel() {}

    /**
     * The model as the bytes of an {@code .onnx} file.
     *
     * @param name of the graph
     * @param outputs by name, in order; each gets exactly this name
     * @param metadata free text by key, stored with the model
     */
    public static byte[] serialise(String name, Map<String, OnnxValue> outputs, Map<String, String> metadata) {
        OnnxModel model = new OnnxModel();
        outputs.forEach((outputName, value) -> {
            model.write(value);
            NodeProto.Builder identity = NodeProto.newBuilder()
                    .setOpType("Identity")
                    .setName("output." + outputName)
                    .addInput(model.names.get(value))
                    .addOutput(outputName);
            model.graph.addNode(identity);
            model.graph.addOutput(info(outputName, value.shape()));
        });
        ModelProto.Builder proto = ModelProto.newBuilder()
                .setIrVersion(IR_VERSION)
                .setProducerName("medspike")
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OPSET))
                .setGraph(model.graph.setName(name));
        metadata.forEach((key, value) -> proto.addMetadataProps(
                StringStringEntryProto.newBuilder().setKey(key).setValue(value)));
        return proto.build().toByteArray();
    }

    /** Writes everything that a value needs and then the value itself; without recursion, the graph is deep. */
    private void write(OnnxValue root) {
        Deque<OnnxValue> pending = new ArrayDeque<>(List.of(root));
        while (!pending.isEmpty()) {
            OnnxValue value = pending.peek();
            if (names.containsKey(value)) {
                pending.pop();
                continue;
            }
            List<OnnxValue> missing = value.sources().stream()
                    .filter(source -> !names.containsKey(source))
                    .toList();
            if (missing.isEmpty()) {
                pending.pop();
                define(value);
            } else {
                missing.forEach(pending::push);
            }
        }
    }

    private void define(OnnxValue value) {
        if (value instanceof OnnxValue.Input input) {
            names.put(value, input.name());
            graph.addInput(info(input.name(), input.shape()));
        } else if (value instanceof OnnxValue.Constant constant) {
            String name = unique(constant.label());
            names.put(value, name);
            graph.addInitializer(floats(name, constant.value()));
        } else if (value instanceof OnnxValue.Extents extents) {
            String name = unique("extents");
            names.put(value, name);
            graph.addInitializer(integers(name, extents.values()));
        } else if (value instanceof OnnxValue.Result result) {
            String node = names.get(result.node());
            if (node == null) {
                node = unique(result.node().part() + "/" + result.node().operator());
                names.put(result.node(), node);
                graph.addNode(node(node, result.node()));
            }
            names.put(value, node + ":" + result.index());
        }
    }

    private String unique(String label) {
        int count = used.merge(label, 1, Integer::sum);
        return count == 1 ? label : label + "#" + count;
    }

    private NodeProto node(String name, OnnxNode node) {
        NodeProto.Builder proto = NodeProto.newBuilder().setName(name).setOpType(node.operator());
        node.inputs().forEach(input -> proto.addInput(names.get(input)));
        List<String> outputs = new ArrayList<>();
        for (int i = 0; i < node.outputs(); i++) {
            outputs.add(name + ":" + i);
        }
        proto.addAllOutput(outputs);
        node.attributes().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(attribute -> proto.addAttribute(attribute(attribute.getKey(), attribute.getValue())));
        return proto.build();
    }

    private static AttributeProto attribute(String name, Object value) {
        AttributeProto.Builder proto = AttributeProto.newBuilder().setName(name);
        if (value instanceof Long integer) {
            proto.setType(AttributeProto.AttributeType.INT).setI(integer);
        } else if (value instanceof long[] integers) {
            proto.setType(AttributeProto.AttributeType.INTS);
            for (long integer : integers) {
                proto.addInts(integer);
            }
        } else if (value instanceof String text) {
            proto.setType(AttributeProto.AttributeType.STRING).setS(ByteString.copyFromUtf8(text));
        } else {
            throw new IllegalArgumentException("no such attribute: " + name + " = " + value);
        }
        return proto.build();
    }

    private static ValueInfoProto info(String name, Shape shape) {
        TensorShapeProto.Builder dimensions = TensorShapeProto.newBuilder();
        shape.dimensions()
                .forEach(extent -> dimensions.addDim(
                        TensorShapeProto.Dimension.newBuilder().setDimValue(extent)));
        TypeProto.Tensor tensor = TypeProto.Tensor.newBuilder()
                .setElemType(TensorProto.DataType.FLOAT_VALUE)
                .setShape(dimensions)
                .build();
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder().setTensorType(tensor))
                .build();
    }

    private static TensorProto floats(String name, FloatTensor value) {
        ByteBuffer bytes =
                ByteBuffer.allocate(value.values().length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(value.values());
        TensorProto.Builder proto = TensorProto.newBuilder()
                .setName(name)
                .setDataType(TensorProto.DataType.FLOAT_VALUE)
                .setRawData(ByteString.copyFrom(bytes.array()));
        value.shape().dimensions().forEach(proto::addDims);
        return proto.build();
    }

    private static TensorProto integers(String name, long[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asLongBuffer().put(values);
        return TensorProto.newBuilder()
                .setName(name)
                .setDataType(TensorProto.DataType.INT64_VALUE)
                .addDims(values.length)
                .setRawData(ByteString.copyFrom(bytes.array()))
                .build();
    }
}
