package org.medspike.inference.eager;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.medspike.inference.ActivityEngine;
import org.medspike.inference.CompiledNetwork;
import org.medspike.inference.InferenceEngine;
import org.medspike.inference.NetworkOutputs;
import org.medspike.inference.ObservedNetwork;
import org.medspike.inference.OutputKind;
import org.medspike.network.MedSpikeFormer;
import org.medspike.network.NetworkConfig;
import org.medspike.network.StageOutput;
import org.medspike.tensor.FloatTensor;
import org.medspike.tensor.Weights;
import org.medspike.tensor.activity.ActivityLedger;
import org.medspike.tensor.activity.ActivityOps;
import org.medspike.tensor.activity.ActivityTensor;
import org.medspike.tensor.activity.LayerActivity;
import org.medspike.tensor.djl.DjlOps;
import org.medspike.tensor.djl.DjlParameters;

/**
 * Runs networks eagerly with PyTorch, and looks at their spikes where that is asked for.
 *
 * <p>PyTorch has one pool of threads for the whole process, fixed when it starts: {@code threads} is not obeyed.
 */
public final class EagerEngine implements InferenceEngine, ActivityEngine {

    @Override
    public String name() {
        return "pytorch";
    }

    @Override
    public CompiledNetwork compile(
            NetworkConfig config, Weights weights, int height, int width, Set<OutputKind> outputs, int threads) {
        return new Eager(config, weights, outputs);
    }

    @Override
    public ObservedNetwork observe(NetworkConfig config, Weights weights) {
        return new Observed(config, weights);
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

    /** The parameters are kept; the network around them is built anew for each run, around a fresh ledger. */
    private static final class Observed implements ObservedNetwork {

        private final NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
        private final DjlOps ops = new DjlOps(manager, false);
        private final NetworkConfig config;
        private final DjlParameters parameters;

        Observed(NetworkConfig config, Weights weights) {
            this.config = config;
            parameters = new DjlParameters(manager, weights, name -> false);
        }

        @Override
        public List<LayerActivity> run(FloatTensor image) {
            try (NDManager passing = manager.newSubManager()) {
                ActivityLedger ledger = new ActivityLedger();
                ActivityOps<NDArray> looking = new ActivityOps<>(ops, Observed::sum, ledger);
                MedSpikeFormer<ActivityTensor<NDArray>> network =
                        new MedSpikeFormer<>(looking, config, looking.dense(parameters));
                NDArray input =
                        passing.create(image.values(), new Shape(image.shape().toLongArray()));
                network.forward(looking.dense(input)).stages().forEach(StageOutput::maskLogits);
                return ledger.layers();
            }
        }

        /** Spikes are ones, so up to 2^24 of them sum exactly. */
        private static double sum(NDArray array) {
            try (NDArray total = array.sum()) {
                return total.getFloat();
            }
        }

        @Override
        public void close() {
            manager.close();
        }
    }
}
