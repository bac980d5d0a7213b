package org.medspike.engine.training;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.medspike.engine.graph.GraphOps;
import org.medspike.engine.graph.Value;
import org.medspike.engine.kernel.Kernels;
import org.medspike.engine.kernel.plain.PlainKernels;
import org.medspike.engine.work.Workers;
import org.medspike.network.FreshWeights;
import org.medspike.network.MedSpikeFormer;
import org.medspike.network.NetworkConfig;
import org.medspike.network.NetworkCost;
import org.medspike.tensor.Shape;

@DisplayName("A network that learns")
class TapeTest {

    private static final int SIZE = 32;
    private static final int IMAGES = 2;

    private static final NetworkConfig NETWORK =
            NetworkConfig.DEFAULT.withChannels(List.of(16, 32, 32, 64)).withTimeSteps(2);

    private static Tape tape(Workers workers, boolean recompute) {
        return tape(PlainKernels.create(), workers, recompute);
    }

    private static Tape tape(Kernels kernels, Workers workers, boolean recompute) {
        GraphOps ops = GraphOps.forTraining(part -> false);
        Value image = ops.input("image", Shape.of(IMAGES, NetworkConfig.INPUT_CHANNELS, SIZE, SIZE));
        Value mask = new MedSpikeFormer<>(ops, NETWORK, ops.parameters())
                .forward(image)
                .maskLogits();
        Parameters parameters =
                new Parameters(NetworkCost.declare(NETWORK).parameters(), FreshWeights.of(NETWORK, 1), part -> false);
        return Tape.compile(ops, Map.of("mask", mask), parameters, kernels, workers, recompute);
    }

    @Test
    void step_allocatesNothing() {
        float[] images = new float[IMAGES * NetworkConfig.INPUT_CHANNELS * SIZE * SIZE];
        Random random = new Random(1);
        for (int i = 0; i < images.length; i++) {
            images[i] = random.nextFloat();
        }
        float[] gradient = new float[IMAGES * SIZE * SIZE];
        Arrays.fill(gradient, 1e-3f);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        try (Workers workers = new Workers(1)) {
            Tape tape = tape(Kernels.best(), workers, false);
            // Vectors stay in registers once the compiler has seen enough of a kernel; when, depends on the machine.
            long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
            long least = Long.MAX_VALUE;
            while (least > 0 && System.nanoTime() < patience) {
                long before = threads.getCurrentThreadAllocatedBytes();
                tape.forward(images);
                tape.startBackward();
                tape.setGradient("mask", gradient);
                tape.backward();
                least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
            }
            assertThat(least).as("bytes allocated by a step").isZero();
        }
    }

    @Test
    void lessIsKept_whereMoreIsComputedTwice() {
        try (Workers workers = new Workers(1)) {
            Tape whole = tape(workers, false);
            Tape lean = tape(workers, true);
            assertThat(lean.bytes()).isLessThan(whole.bytes() / 2);
            assertThat(whole.describe()).contains("DepthWise").contains("stage1.attention.aa");
        }
    }
}
