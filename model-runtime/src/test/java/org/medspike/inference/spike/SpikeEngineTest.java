package org.medspike.inference.spike;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.medspike.engine.graph.GraphOps;
import org.medspike.engine.graph.Value;
import org.medspike.engine.kernel.Kernels;
import org.medspike.engine.kernel.plain.PlainKernels;
import org.medspike.engine.plan.Plan;
import org.medspike.engine.work.Workers;
import org.medspike.inference.CompiledNetwork;
import org.medspike.inference.NetworkOutputs;
import org.medspike.inference.OutputKind;
import org.medspike.network.AttentionKind;
import org.medspike.network.Meanings;
import org.medspike.network.MedSpikeFormer;
import org.medspike.network.NetworkConfig;
import org.medspike.network.NeuronKind;
import org.medspike.tensor.FloatTensor;
import org.medspike.tensor.Weights;

@DisplayName("Our own engine")
class SpikeEngineTest {

    private static final NetworkConfig SPIKING = Meanings.NARROW.withNeuron(NeuronKind.LIF);

    private static Plan plan(NetworkConfig config, Weights weights, FloatTensor image, Workers workers) {
        GraphOps ops = GraphOps.forInference();
        MedSpikeFormer<Value> network = new MedSpikeFormer<>(ops, config, ops.parameters());
        Value input = ops.input(NetworkOutputs.IMAGE, image.shape());
        Map<String, Value> outputs =
                NetworkOutputs.of(ops, network.forward(input), EnumSet.of(OutputKind.MASK, OutputKind.INTERACTIONS));
        return Plan.compile(ops, outputs, weights, Kernels.best(), workers);
    }

    private static Map<String, FloatTensor> run(NetworkConfig config, FloatTensor image, int threads) {
        Weights weights = Meanings.weights(config, 5);
        try (CompiledNetwork network = new SpikeEngine()
                .compile(config, weights, image.shape().get(-2), image.shape().get(-1), Meanings.ALL, threads)) {
            return network.run(image);
        }
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 8);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void anyChannelsAnySizeAnyTime_agreeWithTheReference_inAnalogMode(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int heads = random.nextInt(1, 4);
        NetworkConfig shape = new NetworkConfig(
                List.of(
                        heads * random.nextInt(1, 12),
                        heads * random.nextInt(1, 14),
                        heads * random.nextInt(1, 14),
                        heads * random.nextInt(1, 14)),
                random.nextInt(1, 6),
                heads,
                NeuronKind.ANALOG_LIF,
                (float) random.nextDouble(0.4, 1.2),
                (float) random.nextDouble(0.1, 1),
                NetworkConfig.DEFAULT.surrogate(),
                AttentionKind.SDSA,
                NetworkConfig.DEFAULT.interactions(),
                true);
        // More than 96 rows at times, so that both ways of forming passes are tried.
        FloatTensor image = Meanings.image(8 * random.nextInt(1, 16), 8 * random.nextInt(1, 9), seed);
        Weights weights = Meanings.weights(shape, seed);

        Map<String, FloatTensor> expected = Meanings.reference(shape, weights, image);
        for (Kernels kernels : List.of(PlainKernels.create(), Kernels.best())) {
            Map<String, FloatTensor> actual = Meanings.engine(shape, weights, image, kernels);
            expected.forEach((name, tensor) -> {
                float[] values = actual.get(name).values();
                float largest = 0;
                for (int i = 0; i < values.length; i++) {
                    largest = Math.max(largest, Math.abs(values[i] - tensor.values()[i]));
                }
                assertThat(largest)
                        .as(name + ", " + kernels.name() + " kernels, " + shape + " on " + image.shape())
                        .isLessThan(1e-4f);
            });
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void outputs_areTheSameToTheLastBit_withOneTwoAndFourThreads(long seed) {
        FloatTensor image = Meanings.image(8 * (int) (11 + seed), 72, seed);
        for (NetworkConfig config : List.of(SPIKING, SPIKING.twin(), Meanings.NARROW)) {
            Map<String, FloatTensor> alone = run(config, image, 1);
            assertThat(run(config, image, 2)).isEqualTo(alone);
            assertThat(run(config, image, 4)).isEqualTo(alone);
        }
    }

    @Test
    void sameImage_givesTheSameMask_whateverCameBefore() {
        FloatTensor first = Meanings.image(104, 72, 1);
        FloatTensor second = new FloatTensor(first.shape(), new float[first.values().length]);
        Weights weights = Meanings.weights(SPIKING, 5);
        try (CompiledNetwork network = new SpikeEngine().compile(SPIKING, weights, 104, 72, Meanings.ALL, 2)) {
            Map<String, FloatTensor> before = network.run(first);
            network.run(second);
            assertThat(network.run(first)).isEqualTo(before);
        }
    }

    @Test
    void run_allocatesNothing() {
        FloatTensor image = Meanings.image(104, 72, 1);
        try (Workers workers = new Workers(1)) {
            Plan plan = plan(SPIKING, Meanings.weights(SPIKING, 5), image, workers);
            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            // The compiler keeps vectors in registers once it has seen enough of a kernel; when, depends on the
            // machine.
            long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
            long least = Long.MAX_VALUE;
            while (least > 0 && System.nanoTime() < patience) {
                long before = threads.getCurrentThreadAllocatedBytes();
                for (int repeat = 0; repeat < 3; repeat++) {
                    plan.run(image.values());
                }
                least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
            }
            assertThat(least).as("bytes allocated by three runs").isZero();
        }
    }

    @Test
    void plan_foldsFusesAndShares() {
        FloatTensor image = Meanings.image(104, 72, 1);
        NetworkConfig config = NetworkConfig.DEFAULT.withTimeSteps(3);
        try (Workers workers = new Workers(1)) {
            String plan =
                    plan(config, Meanings.weights(config, 5), image, workers).describe();

            assertThat(plan).contains("stage1.embedding.convolution: dense 3x3, 32 channels, 1 step");
            assertThat(plan).contains("stage1.attention.query.neuron: fire, 32 channels, 3 steps, spikes");
            // The four branches are multiplied into the layer after them, and their maps never exist.
            assertThat(plan)
                    .containsPattern("mixer.first.expand: spikes by \\w+ \\+ spikes by \\w+ \\+ spikes by \\w+"
                            + " \\+ spikes by \\w+, 32 channels");
            assertThat(plan).doesNotContain("attention.aa.point_wise");
            // The head works on the mean over time.
            assertThat(plan).contains("head.logit: dense 3x3, 1 channels, 1 step");
        }
    }

    @Test
    void outputsThatAreNotAskedFor_areNotComputed() {
        FloatTensor image = Meanings.image(64, 64, 1);
        GraphOps ops = GraphOps.forInference();
        MedSpikeFormer<Value> network = new MedSpikeFormer<>(ops, SPIKING, ops.parameters());
        Map<String, Value> outputs = new LinkedHashMap<>(NetworkOutputs.of(
                ops, network.forward(ops.input(NetworkOutputs.IMAGE, image.shape())), EnumSet.of(OutputKind.MASK)));
        try (Workers workers = new Workers(1)) {
            Plan plan = Plan.compile(ops, outputs, Meanings.weights(SPIKING, 5), Kernels.best(), workers);
            assertThat(plan.describe()).doesNotContain("mask_head");
            assertThat(plan.outputs().keySet()).containsExactly(NetworkOutputs.MASK);
        }
    }
}
