package org.medspike.engine.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.medspike.engine.graph.GraphOps;
import org.medspike.engine.graph.Value;
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
        GraphOps ops = GraphOps.forTraining(part -> false);
        Value image = ops.input("image", Shape.of(IMAGES, NetworkConfig.INPUT_CHANNELS, SIZE, SIZE));
        Value mask = new MedSpikeFormer<>(ops, NETWORK, ops.parameters())
                .forward(image)
                .maskLogits();
        Parameters parameters =
                new Parameters(NetworkCost.declare(NETWORK).parameters(), FreshWeights.of(NETWORK, 1), part -> false);
        return Tape.compile(ops, Map.of("mask", mask), parameters, PlainKernels.create(), workers, recompute);
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
