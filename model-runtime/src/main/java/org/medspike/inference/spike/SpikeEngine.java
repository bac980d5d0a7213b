package org.medspike.inference.spike;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
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

    /** Side of the picture that is rehearsed with, in pixels. */
    private static final int REHEARSAL = 32;

    private static final int MOST_RUNS = 200;
    private static final int VAIN_RUNS = 12;
    private static final double CLEARLY = 0.8;

    private final Kernels kernels;
    private final AtomicBoolean rehearsed = new AtomicBoolean();

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
        Workers workers = new Workers(threads);
        if (kernels.isVectorised() && !rehearsed.getAndSet(true)) {
            rehearse(config, weights, workers);
        }
        return new SpikeNetwork(plan(config, weights, height, width, outputs, workers), workers);
    }

    private Plan plan(
            NetworkConfig config, Weights weights, int height, int width, Set<OutputKind> outputs, Workers workers) {
        GraphOps ops = GraphOps.forInference();
        MedSpikeFormer<Value> network = new MedSpikeFormer<>(ops, config, ops.parameters());
        Value image = ops.input(NetworkOutputs.IMAGE, Shape.of(1, NetworkConfig.INPUT_CHANNELS, height, width));
        Map<String, Value> wanted = NetworkOutputs.of(ops, network.forward(image), outputs);
        return Plan.compile(ops, wanted, weights, kernels, workers);
    }

    /**
     * Runs the network on a small grey picture until it runs no faster: by then Java has compiled the kernels. Until then they
     * are a hundred times slower, and a large picture would be waited for.
     */
    private void rehearse(NetworkConfig config, Weights weights, Workers workers) {
        Plan small = plan(config, weights, REHEARSAL, REHEARSAL, Set.of(OutputKind.MASK), workers);
        float[] picture = new float[NetworkConfig.INPUT_CHANNELS * REHEARSAL * REHEARSAL];
        Arrays.fill(picture, 0.5f);
        long fastest = Long.MAX_VALUE;
        int vain = 0;
        for (int i = 0; i < MOST_RUNS && vain < VAIN_RUNS; i++) {
            long begun = System.nanoTime();
            small.run(picture);
            long took = System.nanoTime() - begun;
            vain = took < CLEARLY * fastest ? 0 : vain + 1;
            fastest = Math.min(fastest, took);
        }
    }
}
