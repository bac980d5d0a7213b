package org.medspike.training.spike;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.medspike.engine.kernel.Kernels;
import org.medspike.network.Meanings;
import org.medspike.network.MedSpikeFormer;
import org.medspike.network.NetworkConfig;
import org.medspike.tensor.FloatTensor;
import org.medspike.tensor.Shape;
import org.medspike.tensor.Weights;
import org.medspike.tensor.reference.ReferenceOps;
import org.medspike.tensor.reference.ReferenceTensor;
import org.medspike.training.Batch;
import org.medspike.training.GradientEngine;
import org.medspike.training.LossOptions;
import org.medspike.training.TotalLoss;

/**
 * Gradients beside difference quotients of the loss that the naive reference computes in double precision, in analog mode.
 * Normalisations go by their running statistics, which is all that the reference knows; how they go by the batch's is
 * compared with autograd in {@link SpikeGradientEngineTest}.
 */
@DisplayName("Gradients of our own engine are difference quotients")
class FiniteDifferencesTest {

    private static final int SIZE = 16;
    private static final int PARAMETERS = 60;
    private static final double STEP = 1e-4;

    /** Parts normalise by their running statistics, parameters learn. */
    private static final Predicate<String> RUNNING = name -> !name.endsWith(".weight") && !name.endsWith(".bias");

    static Stream<NetworkConfig> networks() {
        return Stream.of(Meanings.NARROW, Meanings.NARROW.twin());
    }

    @ParameterizedTest
    @MethodSource("networks")
    void ofParametersDrawnAtRandom(NetworkConfig network) {
        Weights weights = Meanings.weights(network, 3);
        Batch batch = SpikeGradientEngineTest.batch(1, SIZE);
        Map<String, float[]> gradients;
        try (GradientEngine engine = new SpikeGradientEngine(
                new GradientEngine.Setup(network, weights, Optional.empty(), LossOptions.DEFAULT, RUNNING, false),
                Kernels.best(),
                2)) {
            double loss = engine.step(batch).total();
            assertThat(loss).isEqualTo(loss(network, weights, batch), Offset.offset(1e-5));
            gradients = engine.gradients();
        }
        List<String> names = new ArrayList<>(gradients.keySet());
        SplittableRandom random = new SplittableRandom(4);
        for (int i = 0; i < PARAMETERS; i++) {
            String name = names.get(random.nextInt(names.size()));
            int index = random.nextInt(gradients.get(name).length);
            double quotient = (loss(network, moved(weights, name, index, STEP), batch)
                            - loss(network, moved(weights, name, index, -STEP), batch))
                    / distance(weights, name, index);
            double found = gradients.get(name)[index];
            assertThat(found)
                    .as(name + " at " + index)
                    .isEqualTo(quotient, Offset.offset(1e-3 * Math.abs(quotient) + 2e-6));
        }
    }

    /** Between the two moved values as single precision holds them. */
    private static double distance(Weights weights, String name, int index) {
        float value = weights.tensors().get(name).values()[index];
        return (double) (float) (value + STEP) - (float) (value - STEP);
    }

    private static Weights moved(Weights weights, String name, int index, double by) {
        Map<String, FloatTensor> tensors = new LinkedHashMap<>(weights.tensors());
        FloatTensor tensor = tensors.get(name);
        float[] values = tensor.values().clone();
        values[index] = (float) (values[index] + by);
        tensors.put(name, new FloatTensor(tensor.shape(), values));
        return new Weights(tensors);
    }

    private static double loss(NetworkConfig network, Weights weights, Batch batch) {
        ReferenceOps ops = new ReferenceOps();
        MedSpikeFormer<ReferenceTensor> reference =
                new MedSpikeFormer<>(ops, network, weights.source((spec, value) -> ReferenceTensor.of(value)));
        List<ReferenceTensor> truths = new ArrayList<>();
        int side = batch.size();
        for (float[] truth : batch.truths(network.stages())) {
            truths.add(ReferenceTensor.of(new FloatTensor(Shape.of(1, 1, side, side), truth)));
            side /= 2;
        }
        ReferenceTensor image =
                ReferenceTensor.of(new FloatTensor(Shape.of(1, 3, batch.size(), batch.size()), batch.images()));
        ReferenceTensor total = TotalLoss.of(ops, reference.forward(image), truths, List.of(), LossOptions.DEFAULT)
                .total();
        return Objects.requireNonNull(total).values()[0];
    }
}
