package org.medspike.inference.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.medspike.inference.CompiledNetwork;
import org.medspike.inference.InferenceEngine;
import org.medspike.inference.NetworkOutputs;
import org.medspike.inference.OutputKind;
import org.medspike.network.NetworkConfig;
import org.medspike.tensor.FloatTensor;
import org.medspike.tensor.Shape;
import org.medspike.tensor.Weights;

/** Runs networks with ONNX Runtime. */
public final class OnnxEngine implements InferenceEngine {

    @Override
    public String name() {
        return "onnx";
    }

    @Override
    public CompiledNetwork compile(
            NetworkConfig config, Weights weights, int height, int width, Set<OutputKind> outputs, int threads) {
        byte[] model = OnnxCompiler.compile(config, weights, height, width, outputs, Map.of());
        try {
            return new Session(model, threads);
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime refuses the compiled network: " + e.getMessage(), e);
        }
    }

    /** A session with its options; both are native and closed together. */
    private static final class Session implements CompiledNetwork {

        private final OrtEnvironment environment;
        private final OrtSession.SessionOptions options;
        private final OrtSession session;

        Session(byte[] model, int threads) throws OrtException {
            environment = OrtEnvironment.getEnvironment();
            options = new OrtSession.SessionOptions();
            options.setIntraOpNumThreads(threads);
            options.setInterOpNumThreads(1);
            // Measured: with time steps apart, the blocked layouts of ALL_OPT cost more than they save.
            options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.EXTENDED_OPT);
            options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
            try {
                session = environment.createSession(model, options);
            } catch (OrtException e) {
                options.close();
                throw e;
            }
        }

        @Override
        public Map<String, FloatTensor> run(FloatTensor image) {
            long[] shape = image.shape().toLongArray();
            try (OnnxTensor input = OnnxTensor.createTensor(environment, FloatBuffer.wrap(image.values()), shape);
                    OrtSession.Result result = session.run(Map.of(NetworkOutputs.IMAGE, input))) {
                Map<String, FloatTensor> outputs = new LinkedHashMap<>();
                for (Map.Entry<String, OnnxValue> output : result) {
                    outputs.put(output.getKey(), toFloatTensor((OnnxTensor) output.getValue()));
                }
                return outputs;
            } catch (OrtException e) {
                throw new IllegalStateException("ONNX Runtime could not run the network: " + e.getMessage(), e);
            }
        }

        private static FloatTensor toFloatTensor(OnnxTensor tensor) {
            long[] extents = tensor.getInfo().getShape();
            int[] shape = new int[extents.length];
            for (int i = 0; i < shape.length; i++) {
                shape[i] = Math.toIntExact(extents[i]);
            }
            FloatBuffer buffer = tensor.getFloatBuffer();
            float[] values = new float[buffer.remaining()];
            buffer.get(values);
            return new FloatTensor(Shape.of(shape), values);
        }

        @Override
        public void close() {
            try {
                session.close();
            } catch (OrtException e) {
                throw new IllegalStateException("an ONNX Runtime session did not close: " + e.getMessage(), e);
            } finally {
                options.close();
            }
        }
    }
}
