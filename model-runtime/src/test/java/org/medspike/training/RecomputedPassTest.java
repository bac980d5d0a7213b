package org.medspike.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.medspike.network.FreshWeights;
import org.medspike.network.NetworkConfig;
import org.medspike.tensor.FloatTensor;
import org.medspike.training.djl.DjlGradientEngine;

/** Activation checkpointing changes what is kept, not what is learned. */
class RecomputedPassTest {

    private static final int SIZE = 32;

    private static Batch batch() {
        Random random = new Random(3);
        float[] images = new float[2 * 3 * SIZE * SIZE];
        float[] masks = new float[2 * SIZE * SIZE];
        for (int i = 0; i < images.length; i++) {
            images[i] = random.nextFloat();
        }
        for (int i = 0; i < masks.length; i++) {
            masks[i] = i % SIZE > 8 && i % SIZE < 20 ? 1 : 0;
        }
        return new Batch(2, SIZE, images, masks);
    }

    private static GradientEngine engine(NetworkConfig network, boolean recompute) {
        return engine(network, recompute, part -> false);
    }

    private static GradientEngine engine(NetworkConfig network, boolean recompute, Predicate<String> frozen) {
        return new DjlGradientEngine(new GradientEngine.Setup(
                network,
                FreshWeights.of(network, 1),
                Optional.of(new GradientEngine.Teacher(network.twin(), FreshWeights.of(network.twin(), 2))),
                LossOptions.DEFAULT,
                frozen,
                recompute));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void lossGradientsAndRunningStatistics_areThoseOfTheWholePass(int timeSteps) {
        NetworkConfig network =
                NetworkConfig.DEFAULT.withChannels(List.of(4, 4, 8, 8)).withTimeSteps(timeSteps);
        try (GradientEngine whole = engine(network, false);
                GradientEngine recomputing = engine(network, true)) {
            LossTerms expected = whole.step(batch());
            LossTerms found = recomputing.step(batch());

            assertThat(found.total()).isEqualTo(expected.total(), Offset.offset(1e-5));
            assertThat(found.dice()).isEqualTo(expected.dice(), Offset.offset(1e-5));
            assertThat(found.kl()).isEqualTo(expected.kl(), Offset.offset(1e-5));
            Map<String, float[]> gradients = recomputing.gradients();
            whole.gradients().forEach((name, gradient) -> assertSame(name, gradients.get(name), gradient));
            Map<String, FloatTensor> weights = recomputing.weights().tensors();
            whole.weights()
                    .tensors()
                    .forEach((name, value) -> assertSame(name, weights.get(name).values(), value.values()));
        }
    }

    /** Nothing in a frozen first stage has a gradient. */
    @ParameterizedTest
    @ValueSource(strings = {"stage1", "stage2.attention", "fusion1"})
    void frozenParts_haveNoGradients_theOthersTheirs(String part) {
        NetworkConfig network =
                NetworkConfig.DEFAULT.withChannels(List.of(4, 4, 8, 8)).withTimeSteps(1);
        Predicate<String> frozen = new OptimiserOptions(0.01, 0, 1, 0, Set.of(part))::isFrozen;
        try (GradientEngine whole = engine(network, false, frozen);
                GradientEngine recomputing = engine(network, true, frozen)) {
            whole.step(batch());
            recomputing.step(batch());

            Map<String, float[]> gradients = recomputing.gradients();
            assertThat(gradients.keySet()).noneMatch(name -> name.startsWith(part + "."));
            whole.gradients().forEach((name, gradient) -> assertSame(name, gradients.get(name), gradient));
        }
    }

    private static void assertSame(String name, float[] found, float[] expected) {
        double largest = 1e-3;
        for (float value : expected) {
            largest = Math.max(largest, Math.abs(value));
        }
        for (int i = 0; i < expected.length; i++) {
            assertThat((double) found[i]).as(name).isEqualTo(expected[i], Offset.offset(1e-4 * largest));
        }
    }
}
