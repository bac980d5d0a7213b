package org.medspike.inference.spike;

import java.util.Map;
import java.util.Set;
import org.medspike.engine.graph.GraphOps;
import org.medspike.engine.graph.Value;
import org.medspike.engine.kernel.Kernels;
import org.medspike.engine.plan.Plan;
import org.medspike.engine.work.Workers;
import org.medspike.inference.InferenceEngine;
import org.medspike.inference.NetworkOutputs;
import org.medspike.inference.OutputKind;
import org.medspike.network.MedSpikeFormer;
import org.medspike.network.NetworkConfig;
import org.medspike.tensor.Shape;
import org.medspike.tensor.Weights;

/** Runs networks with the engine of our own: fused kernels in Java, no native code. */
public final class SpikeEngine implements InferenceEngine {

    private final Kernels kernels;

    /** With the fastest kernels that this machine and this Java have. */
    public SpikeEngine() {
        this(Kernels.best());
    }

    /** With kernels of one's choice. */
    public SpikeEngine(Kernels kernels) {
        this.kernels = kernels;
    }

    @Override
    public String name() {
        return "java";
    }

    @Override
    public SpikeNetwork compile(
            NetworkConfig config, Weights weights, int height, int width, Set<OutputKind> outputs, int threads) {
        GraphOps ops = GraphOps.forInference();
        MedSpikeFormer<Value> network = new MedSpikeFormer<>(ops, config, ops.parameters());
        Value image = ops.input(NetworkOutputs.IMAGE, Shape.of(1, NetworkConfig.INPUT_CHANNELS, height, width));
        Map<String, Value> wanted = NetworkOutputs.of(ops, network.forward(image), outputs);
        Workers workers = new Workers(threads);
        return new SpikeNetwork(Plan.compile(ops, wanted, weights, kernels, workers), workers);
    }
}
