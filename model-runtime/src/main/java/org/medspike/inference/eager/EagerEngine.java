package org.medspike.inference.eager;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.medspike.inference.CompiledNetwork;
import org.medspike.inference.InferenceEngine;
import org.medspike.inference.NetworkOutputs;
import org.medspike.inference.OutputKind;
import org.medspike.network.MedSpikeFormer;
import org.medspike.network.NetworkConfig;
import org.medspike.tensor.FloatTensor;
import org.medspike.tensor.Weights;
import org.medspike.tensor.djl.DjlOps;
import org.medspike.tensor.djl.DjlParameters;

/**
 * Runs networks eagerly with PyTorch.
 *
 * <p>PyTorch has one pool of threads for the whole process, fixed when it starts: {@code threads} is not obeyed.
 */
public final class EagerEngine implements InferenceEngine {

    @Override
    public String name() {
        return "pytorch";
    }

    @Override
    public CompiledNetwork compile(
            NetworkConfig config, Weights weights, int height, int width, Set<OutputKind> outputs, int threads) {
        return new Eager(config, weights, outputs);
    }

    private static final class Eager implements CompiledNetwork {

        private final NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
        private final DjlOps ops = new DjlOps(manager, false);
        private final MedSpikeFormer<NDArray> network;
        private final Set<OutputKind> kinds;

        Eager(NetworkConfig config, Weights weights, Set<OutputKind> kinds) {
            network = new MedSpikeFormer<>(ops, config, new DjlParameters(manager, weights, name -> false));
            this.kinds = Set.copyOf(kinds);
        }

        @Override
        public Map<String, FloatTensor> run(FloatTensor image) {
            try (NDManager passing = manager.newSubManager()) {
                NDArray input =
                        passing.create(image.values(), new Shape(image.shape().toLongArray()));
                Map<String, FloatTensor> outputs = new LinkedHashMap<>();
                NetworkOutputs.of(ops, network.forward(input), kinds)
                        .forEach((name, array) -> outputs.put(name, DjlParameters.toFloatTensor(array)));
                return outputs;
            }
        }

        @Override
        public void close() {
            manager.close();
        }
    }
}
