package org.medspike.inference.onnx;

import java.util.Map;
import java.util.Set;
import org.medspike.inference.NetworkOutputs;
import org.medspike.inference.OutputKind;
import org.medspike.network.MedSpikeFormer;
import org.medspike.network.NetworkConfig;
import org.medspike.tensor.Shape;
import org.medspike.tensor.Weights;
import org.medspike.tensor.onnx.OnnxModel;
import org.medspike.tensor.onnx.OnnxOps;
import org.medspike.tensor.onnx.OnnxValue;

/** Compiles a network to an ONNX model, for ONNX Runtime or for export. */
public final class OnnxCompiler {

    private OnnxCompiler() {}

    /**
     * The bytes of an {@code .onnx} file with input {@value NetworkOutputs#IMAGE} and the outputs that were asked for.
     *
     * @param height of the input in pixels
     * @param width of the input in pixels
     * @param metadata stored with the model, for instance its id
     */
    public static byte[] compile(
            NetworkConfig config,
            Weights weights,
            int height,
            int width,
            Set<OutputKind> outputs,
            Map<String, String> metadata) {
        OnnxOps ops = new OnnxOps();
        MedSpikeFormer<OnnxValue> network =
                new MedSpikeFormer<>(ops, config, weights.source((spec, value) -> ops.constant(spec.name(), value)));
        OnnxValue image = ops.input(NetworkOutputs.IMAGE, Shape.of(1, NetworkConfig.INPUT_CHANNELS, height, width));
        return OnnxModel.serialise("MedSpikeFormer", NetworkOutputs.of(ops, network.forward(image), outputs), metadata);
    }
}
