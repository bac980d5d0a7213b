package org.medspike.network;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.medspike.tensor.FloatTensor;
import org.medspike.tensor.ParameterSource;
import org.medspike.tensor.ParameterSpec;
import org.medspike.tensor.Shape;
import org.medspike.tensor.TensorOps;
import org.medspike.tensor.Weights;
import org.medspike.tensor.djl.DjlOps;
import org.medspike.tensor.djl.DjlParameters;
import org.medspike.tensor.onnx.OnnxModel;
import org.medspike.tensor.onnx.OnnxOps;
import org.medspike.tensor.onnx.OnnxValue;
import org.medspike.tensor.reference.ReferenceOps;
import org.medspike.tensor.reference.ReferenceTensor;

/**
 * With hard spikes a whole untrained network is chaotic, so each layer that fires is compared by itself on the same
 * input: meanings may differ only where the membrane potential is within 1e-5 of the threshold, and from there on.
 */
class SpikingBlocksTest {

    private static final int STEPS = 4;
    private static final int CHANNELS = 8;
    private static final int SIDE = 12;
    private static final double NEAR = 1e-5;
    private static final NetworkConfig CONFIG =
            NetworkConfig.DEFAULT.withTimeSteps(STEPS).withChannels(List.of(CHANNELS, 8, 8, 8));
    private static final Shape SHAPE = Shape.of(1, CHANNELS, SIDE, SIDE);

    /** The layers that fire, each as the current that it feeds into its neurons. */
    enum Layer {
        EMBEDDING {
            @Override
            <T> Sequence<T> current(Scope<T> scope, Sequence<T> x) {
                Sequence<T> embedded = Convolution.full(scope.child("a"), CHANNELS, CHANNELS, 3)
                        .apply(x);
                return Convolution.depthWise(scope.child("b"), CHANNELS).apply(embedded);
            }
        },
        PROJECTION {
            @Override
            <T> Sequence<T> current(Scope<T> scope, Sequence<T> x) {
                return new Projection<>(scope, CHANNELS).apply(x);
            }
        },
        BRANCH {
            @Override
            <T> Sequence<T> current(Scope<T> scope, Sequence<T> x) {
                return Convolution.depthWise(scope.child("depth_wise"), CHANNELS)
                        .apply(x);
            }
        },
        MIXER {
            @Override
            <T> Sequence<T> current(Scope<T> scope, Sequence<T> x) {
                Sequence<T> expanded = Convolution.pointWise(scope.child("a"), CHANNELS, CHANNELS)
                        .apply(x);
                return Convolution.depthWise(scope.child("b"), CHANNELS).apply(expanded);
            }
        };

        abstract <T> Sequence<T> current(Scope<T> scope, Sequence<T> x);
    }

    static Stream<Layer> layers() {
        return Stream.of(Layer.values());
    }

    @ParameterizedTest
    @MethodSource("layers")
    void spikes_differOnlyAtTheThreshold(Layer layer) {
        Weights weights = weights(layer);
        List<FloatTensor> inputs = inputs();
        double[][] membrane = new double[STEPS][];
        float[][] judge = reference(layer, weights, inputs, membrane);

        int firing = compare("DJL", djl(layer, weights, inputs), judge, membrane);
        compare("ONNX", onnx(layer, weights, inputs), judge, membrane);

        assertThat(firing).as("spikes in the whole layer").isGreaterThan(100);
    }

    /** Compares spikes neuron by neuron, until a neuron comes too near to its threshold. Returns the number of spikes. */
    private static int compare(String meaning, float[][] actual, float[][] expected, double[][] membrane) {
        int firing = 0;
        for (int neuron = 0; neuron < expected[0].length; neuron++) {
            for (int t = 0; t < STEPS; t++) {
                if (Math.abs(membrane[t][neuron] - CONFIG.threshold()) < NEAR) {
                    break;
                }
                assertThat(actual[t][neuron])
                        .as("%s, neuron %d, step %d, membrane %f", meaning, neuron, t, membrane[t][neuron])
                        .isEqualTo(expected[t][neuron]);
                firing += expected[t][neuron] == 1 ? 1 : 0;
            }
        }
        return firing;
    }

    private static List<FloatTensor> inputs() {
        SplittableRandom random = new SplittableRandom(11);
        List<FloatTensor> inputs = new ArrayList<>();
        for (int t = 0; t < STEPS; t++) {
            float[] values = new float[(int) SHAPE.elementCount()];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) random.nextDouble(-1, 2);
            }
            inputs.add(new FloatTensor(SHAPE, values));
        }
        return inputs;
    }

    private static Weights weights(Layer layer) {
        List<ParameterSpec> specs = new ArrayList<>();
        ReferenceOps ops = new ReferenceOps();
        ParameterSource<ReferenceTensor> declare = spec -> {
            specs.add(spec);
            double[] ones = new double[(int) spec.shape().elementCount()];
            java.util.Arrays.fill(ones, 1);
            return new ReferenceTensor(spec.shape(), ones);
        };
        ReferenceTensor zeros = new ReferenceTensor(SHAPE, new double[(int) SHAPE.elementCount()]);
        layer.current(new Scope<>(ops, CONFIG, declare, "layer"), Sequence.constant(ops, zeros, STEPS));
        SplittableRandom random = new SplittableRandom(5);
        Map<String, FloatTensor> tensors = new LinkedHashMap<>();
        for (ParameterSpec spec : specs) {
            float[] values = new float[(int) spec.shape().elementCount()];
            for (int i = 0; i < values.length; i++) {
                values[i] = spec.name().endsWith("running_var")
                        ? (float) random.nextDouble(0.1, 0.4)
                        : (float) random.nextDouble(-1, 1);
            }
            tensors.put(spec.name(), new FloatTensor(spec.shape(), values));
        }
        return new Weights(tensors);
    }

    private static <T> List<T> fire(
            TensorOps<T> ops,
            Layer layer,
            ParameterSource<T> parameters,
            List<T> inputs,
            Function<List<T>, List<T>> neuron) {
        Scope<T> scope = new Scope<>(ops, CONFIG, parameters, "layer");
        return neuron.apply(layer.current(scope, Sequence.ofSteps(ops, inputs)).steps());
    }

    private static <T> Function<List<T>, List<T>> lif(TensorOps<T> ops) {
        return currents ->
                new Lif<>(ops, CONFIG).fire(Sequence.ofSteps(ops, currents)).steps();
    }

    /** The neuron of equations (1) to (3) written out here, so that the membrane is known. */
    private static float[][] reference(Layer layer, Weights weights, List<FloatTensor> inputs, double[][] membrane) {
        ReferenceOps ops = new ReferenceOps();
        List<ReferenceTensor> currents = fire(
                ops,
                layer,
                weights.source((spec, value) -> ReferenceTensor.of(value)),
                inputs.stream().map(ReferenceTensor::of).toList(),
                Function.identity());
        int neurons = currents.get(0).values().length;
        float[][] spikes = new float[STEPS][neurons];
        double[] rest = new double[neurons];
        for (int t = 0; t < STEPS; t++) {
            membrane[t] = new double[neurons];
            for (int i = 0; i < neurons; i++) {
                membrane[t][i] = rest[i] + currents.get(t).values()[i];
                spikes[t][i] = membrane[t][i] >= CONFIG.threshold() ? 1 : 0;
                rest[i] = CONFIG.decay() * (membrane[t][i] - spikes[t][i]);
            }
        }
        return spikes;
    }

    private static float[][] djl(Layer layer, Weights weights, List<FloatTensor> inputs) {
        try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
            DjlOps ops = new DjlOps(manager, false);
            BiFunction<float[], Shape, NDArray> create =
                    (values, shape) -> manager.create(values, new ai.djl.ndarray.types.Shape(shape.toLongArray()));
            List<NDArray> spikes = fire(
                    ops,
                    layer,
                    new DjlParameters(manager, weights, name -> false),
                    inputs.stream()
                            .map(x -> create.apply(x.values(), x.shape()))
                            .toList(),
                    lif(ops));
            return spikes.stream().map(NDArray::toFloatArray).toArray(float[][]::new);
        }
    }

    private static float[][] onnx(Layer layer, Weights weights, List<FloatTensor> inputs) {
        OnnxOps ops = new OnnxOps();
        List<OnnxValue> graphInputs = new ArrayList<>();
        for (int t = 0; t < STEPS; t++) {
            graphInputs.add(ops.input("x" + t, SHAPE));
        }
        List<OnnxValue> spikes = fire(
                ops, layer, weights.source((spec, value) -> ops.constant(spec.name(), value)), graphInputs, lif(ops));
        Map<String, OnnxValue> outputs = new LinkedHashMap<>();
        for (int t = 0; t < STEPS; t++) {
            outputs.put("s" + t, spikes.get(t));
        }
        try (OrtSession session =
                OrtEnvironment.getEnvironment().createSession(OnnxModel.serialise("layer", outputs, Map.of()))) {
            Map<String, OnnxTensor> feed = new LinkedHashMap<>();
            for (int t = 0; t < STEPS; t++) {
                feed.put(
                        "x" + t,
                        OnnxTensor.createTensor(
                                OrtEnvironment.getEnvironment(),
                                FloatBuffer.wrap(inputs.get(t).values()),
                                SHAPE.toLongArray()));
            }
            try (OrtSession.Result result = session.run(feed)) {
                float[][] values = new float[STEPS][];
                for (int t = 0; t < STEPS; t++) {
                    FloatBuffer buffer = ((OnnxTensor) result.get(t)).getFloatBuffer();
                    values[t] = new float[buffer.remaining()];
                    buffer.get(values[t]);
                }
                return values;
            } finally {
                feed.values().forEach(OnnxTensor::close);
            }
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }
}
