package org.medspike.network;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.medspike.engine.kernel.Kernels;
import org.medspike.inference.CompiledNetwork;
import org.medspike.inference.NetworkOutputs;
import org.medspike.inference.OutputKind;
import org.medspike.inference.onnx.OnnxEngine;
import org.medspike.inference.spike.SpikeEngine;
import org.medspike.tensor.FloatTensor;
import org.medspike.tensor.Shape;
import org.medspike.tensor.Weights;
import org.medspike.tensor.djl.DjlOps;
import org.medspike.tensor.djl.DjlParameters;
import org.medspike.tensor.reference.ReferenceOps;
import org.medspike.tensor.reference.ReferenceTensor;

/** Runs one network in each numeric meaning of the algebra. */
public final class Meanings {

    public static final Set<OutputKind> ALL = Set.of(OutputKind.values());

    /** Narrow, so that the naive reference is quick. */
    public static final NetworkConfig NARROW = NetworkConfig.DEFAULT
            .withChannels(List.of(8, 8, 16, 16))
            .withTimeSteps(3)
            .withNeuron(NeuronKind.ANALOG_LIF);

    private Meanings() {}

    public static FloatTensor image(int height, int width, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[3 * height * width];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextDouble();
        }
        return new FloatTensor(Shape.of(1, 3, height, width), values);
    }

    /** Weights with running statistics that are not the identity, so that folding them is put to the test. */
    public static Weights weights(NetworkConfig config, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Map<String, FloatTensor> tensors = new LinkedHashMap<>();
        FreshWeights.of(config, seed).tensors().forEach((name, tensor) -> {
            float[] values = tensor.values().clone();
            for (int i = 0; i < values.length; i++) {
                float noise = (float) random.nextDouble(-1, 1);
                if (name.endsWith("running_var")) {
                    values[i] = 0.3f + 0.2f * noise;
                } else if (name.contains("norm.") || name.endsWith("bias")) {
                    values[i] += 0.3f * noise;
                }
            }
            tensors.put(name, new FloatTensor(tensor.shape(), values));
        });
        return new Weights(tensors);
    }

    public static Map<String, FloatTensor> reference(NetworkConfig config, Weights weights, FloatTensor image) {
        ReferenceOps ops = new ReferenceOps();
        MedSpikeFormer<ReferenceTensor> network =
                new MedSpikeFormer<>(ops, config, weights.source((spec, value) -> ReferenceTensor.of(value)));
        Map<String, FloatTensor> outputs = new LinkedHashMap<>();
        NetworkOutputs.of(ops, network.forward(ReferenceTensor.of(image)), ALL)
                .forEach((name, value) -> outputs.put(name, value.toFloatTensor()));
        return outputs;
    }

    public static Map<String, FloatTensor> djl(NetworkConfig config, Weights weights, FloatTensor image) {
        try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
            DjlOps ops = new DjlOps(manager, false);
            MedSpikeFormer<NDArray> network =
                    new MedSpikeFormer<>(ops, config, new DjlParameters(manager, weights, name -> false));
            NDArray input = manager.create(
                    image.values(), new ai.djl.ndarray.types.Shape(image.shape().toLongArray()));
            Map<String, FloatTensor> outputs = new LinkedHashMap<>();
            NetworkOutputs.of(ops, network.forward(input), ALL)
                    .forEach((name, array) -> outputs.put(name, DjlParameters.toFloatTensor(array)));
            return outputs;
        }
    }

    public static Map<String, FloatTensor> onnx(NetworkConfig config, Weights weights, FloatTensor image) {
        Shape shape = image.shape();
        try (CompiledNetwork network =
                new OnnxEngine().compile(config, weights, shape.get(-2), shape.get(-1), ALL, 1)) {
            return network.run(image);
        }
    }

    public static Map<String, FloatTensor> engine(
            NetworkConfig config, Weights weights, FloatTensor image, Kernels kernels) {
        Shape shape = image.shape();
        try (CompiledNetwork network =
                new SpikeEngine(kernels).compile(config, weights, shape.get(-2), shape.get(-1), ALL, 2)) {
            return network.run(image);
        }
    }
}
