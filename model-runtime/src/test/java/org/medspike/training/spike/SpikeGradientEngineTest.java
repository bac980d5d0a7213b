package org.medspike.training.spike;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.medspike.engine.kernel.Kernels;
import org.medspike.engine.kernel.plain.PlainKernels;
import org.medspike.network.AttentionKind;
import org.medspike.network.FreshWeights;
import org.medspike.network.Interaction;
import org.medspike.network.NetworkConfig;
import org.medspike.network.NeuronKind;
import org.medspike.tensor.FloatTensor;
import org.medspike.tensor.Surrogate;
import org.medspike.training.Batch;
import org.medspike.training.GradientEngine;
import org.medspike.training.LossOptions;
import org.medspike.training.LossTerms;
import org.medspike.training.OptimiserOptions;
import org.medspike.training.TrainingStep;
import org.medspike.training.djl.DjlGradientEngine;

@DisplayName("Gradients of our own engine")
class SpikeGradientEngineTest {

    private static final int SIZE = 24;

    private static final NetworkConfig ANALOG = analog(Surrogate.DEFAULT);

    private static NetworkConfig analog(Surrogate surrogate) {
        NetworkConfig d = NetworkConfig.DEFAULT;
        return new NetworkConfig(
                List.of(4, 8, 12, 20),
                3,
                2,
                NeuronKind.ANALOG_LIF,
                d.threshold(),
                d.decay(),
                surrogate,
                d.attention(),
                d.interactions(),
                d.spikeConvolution());
    }

    static Batch batch(int count, int size) {
        Random random = new Random(3);
        float[] images = new float[count * 3 * size * size];
        float[] masks = new float[count * size * size];
        for (int i = 0; i < images.length; i++) {
            images[i] = random.nextFloat();
        }
        for (int i = 0; i < masks.length; i++) {
            masks[i] = i % size > size / 4 && i % size < size * 2 / 3 ? 1 : 0;
        }
        return new Batch(count, size, images, masks);
    }

    private static GradientEngine.Setup setup(NetworkConfig network, boolean recompute, Predicate<String> frozen) {
        return new GradientEngine.Setup(
                network,
                FreshWeights.of(network, 1),
                Optional.of(new GradientEngine.Teacher(network.twin(), FreshWeights.of(network.twin(), 2))),
                LossOptions.DEFAULT,
                frozen,
                recompute);
    }

    static Stream<Arguments> variants() {
        Map<String, NetworkConfig> networks = Map.of(
                "four interactions", ANALOG,
                "one step", ANALOG.withTimeSteps(1),
                "arctangent", analog(new Surrogate(Surrogate.Kind.ARCTAN, 2)),
                "two interactions",
                        ANALOG.withInteractions(
                                EnumSet.of(Interaction.ACTIVATED_ACTIVATED, Interaction.INACTIVATED_ACTIVATED)),
                "spiking self-attention", ANALOG.withAttention(AttentionKind.SSA),
                "Q-K attention", ANALOG.withAttention(AttentionKind.QK),
                "no attention", ANALOG.withAttention(AttentionKind.NONE),
                "no spike convolution", ANALOG.withSpikeConvolution(false),
                "twin", ANALOG.twin());
        return networks.entrySet().stream().sorted(Map.Entry.comparingByKey()).flatMap(entry -> Stream.of(
                        PlainKernels.create(), Kernels.best())
                .map(kernels -> Arguments.of(entry.getKey(), entry.getValue(), kernels)));
    }

    @ParameterizedTest(name = "{0}, {2}")
    @MethodSource("variants")
    void areThoseOfAutograd_inEveryVariant(String name, NetworkConfig network, Kernels kernels) {
        GradientEngine.Setup setup = setup(network, false, part -> false);
        try (GradientEngine expected = new DjlGradientEngine(setup);
                GradientEngine found = new SpikeGradientEngine(setup, kernels, 2)) {
            Batch batch = batch(2, SIZE);
            assertSame(found.step(batch), expected.step(batch));
            assertSameGradients(found, expected);
            Map<String, FloatTensor> weights = found.weights().tensors();
            expected.weights()
                    .tensors()
                    .forEach((weight, value) ->
                            assertSame(weight, weights.get(weight).values(), value.values(), 1e-4));
        }
    }

    private static void assertSame(LossTerms found, LossTerms expected) {
        assertThat(found.total()).as("total").isEqualTo(expected.total(), Offset.offset(1e-5));
        assertThat(found.crossEntropy()).as("cross-entropy").isEqualTo(expected.crossEntropy(), Offset.offset(1e-5));
        assertThat(found.dice()).as("Dice").isEqualTo(expected.dice(), Offset.offset(1e-5));
        assertThat(found.supervision()).as("supervision").isEqualTo(expected.supervision(), Offset.offset(1e-5));
        assertThat(found.kl()).as("kl").isEqualTo(expected.kl(), Offset.offset(1e-5));
        assertThat(found.l2()).as("l2").isEqualTo(expected.l2(), Offset.offset(1e-5));
    }

    private static void assertSameGradients(GradientEngine found, GradientEngine expected) {
        Map<String, float[]> gradients = found.gradients();
        Map<String, float[]> others = expected.gradients();
        assertThat(gradients.keySet()).isEqualTo(others.keySet());
        others.forEach((name, gradient) -> assertSame(name, gradients.get(name), gradient, 2e-3));
    }

    private static void assertSame(String name, float[] found, float[] expected, double tolerance) {
        double largest = 1e-3;
        for (float value : expected) {
            largest = Math.max(largest, Math.abs(value));
        }
        for (int i = 0; i < expected.length; i++) {
            assertThat((double) found[i])
                    .as(name + " at " + i)
                    .isEqualTo(expected[i], Offset.offset(tolerance * largest));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"stage1", "stage2.attention", "fusion1"})
    void ofFrozenParts_areNotThere_andTheirStatisticsStay(String part) {
        Predicate<String> frozen = new OptimiserOptions(0.01, 0, 1, 0, Set.of(part))::isFrozen;
        GradientEngine.Setup setup = setup(ANALOG, false, frozen);
        try (GradientEngine expected = new DjlGradientEngine(setup);
                GradientEngine found = new SpikeGradientEngine(setup, Kernels.best(), 2)) {
            Batch batch = batch(2, SIZE);
            assertSame(found.step(batch), expected.step(batch));
            assertThat(found.gradients().keySet()).noneMatch(name -> name.startsWith(part + "."));
            assertSameGradients(found, expected);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void ofSpikingNeurons_areThoseOfAutograd(int timeSteps) {
        GradientEngine.Setup setup = setup(spiking(timeSteps), false, part -> false);
        try (GradientEngine expected = new DjlGradientEngine(setup);
                GradientEngine found = new SpikeGradientEngine(setup, Kernels.best(), 2)) {
            Batch batch = batch(2, SIZE);
            assertSame(found.step(batch), expected.step(batch));
            assertSameGradients(found, expected);
        }
    }

    private static NetworkConfig spiking(int timeSteps) {
        return ANALOG.withNeuron(NeuronKind.LIF).withTimeSteps(timeSteps);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void areTheSame_whereMoreIsComputedTwice(boolean analog) {
        NetworkConfig network = analog ? ANALOG : spiking(3);
        Batch batch = batch(2, SIZE);
        try (GradientEngine expected = new SpikeGradientEngine(setup(network, false, part -> false));
                GradientEngine found = new SpikeGradientEngine(setup(network, true, part -> false))) {
            assertSame(found.step(batch), expected.step(batch));
            assertSameGradients(found, expected);
        }
    }

    static Stream<NetworkConfig> networks() {
        return Stream.of(spiking(3), ANALOG.twin(), spiking(2).withAttention(AttentionKind.QK));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void areTheSameToTheLastBit_withOneTwoAndFourThreads(NetworkConfig network) {
        Map<String, float[]> alone = afterTwoSteps(network, 1);
        for (int threads : new int[] {2, 4}) {
            Map<String, float[]> together = afterTwoSteps(network, threads);
            alone.forEach(
                    (name, gradient) -> assertThat(together.get(name)).as(name).isEqualTo(gradient));
        }
    }

    private static Map<String, float[]> afterTwoSteps(NetworkConfig network, int threads) {
        try (GradientEngine engine =
                new SpikeGradientEngine(setup(network, false, part -> false), Kernels.best(), threads)) {
            TrainingStep step = TrainingStep.beginning(engine, network, engine.weights(), OptimiserOptions.DEFAULT);
            step.run(batch(3, SIZE), 0.01);
            step.run(batch(3, SIZE), 0.01);
            Map<String, float[]> found = engine.gradients();
            engine.weights().tensors().forEach((name, value) -> found.put("weight " + name, value.values()));
            return found;
        }
    }

    @Test
    void tenSteps_haveTheLossesOfAutograd() {
        GradientEngine.Setup setup = setup(ANALOG, false, part -> false);
        try (GradientEngine expected = new DjlGradientEngine(setup);
                GradientEngine found = new SpikeGradientEngine(setup)) {
            OptimiserOptions options = OptimiserOptions.DEFAULT;
            TrainingStep theirs = TrainingStep.beginning(expected, ANALOG, setup.initial(), options);
            TrainingStep ours = TrainingStep.beginning(found, ANALOG, setup.initial(), options);
            for (int i = 0; i < 10; i++) {
                Batch batch = batch(4, 48);
                double loss = theirs.run(batch, 0.002).total();
                assertThat(ours.run(batch, 0.002).total()).as("step " + i).isEqualTo(loss, Offset.offset(1e-3));
            }
        }
    }

    /**
     * With spikes a rounding error may flip one, and a flipped one many: so the same weights are given to both before each
     * step.
     */
    @Test
    void tenStepsOfSpikingNeurons_haveTheLossesOfAutograd_fromTheSameWeights() {
        NetworkConfig network = spiking(4);
        GradientEngine.Setup setup = setup(network, false, part -> false);
        try (GradientEngine expected = new DjlGradientEngine(setup);
                GradientEngine found = new SpikeGradientEngine(setup)) {
            TrainingStep theirs = TrainingStep.beginning(expected, network, setup.initial(), OptimiserOptions.DEFAULT);
            for (int i = 0; i < 10; i++) {
                Batch batch = batch(2, SIZE);
                double ours = found.step(batch).total();
                assertThat(ours)
                        .as("step " + i)
                        .isEqualTo(theirs.run(batch, 0.002).total(), Offset.offset(1e-3));
                Map<String, float[]> moved = new LinkedHashMap<>();
                Map<String, FloatTensor> weights = expected.weights().tensors();
                found.gradients()
                        .keySet()
                        .forEach(name -> moved.put(name, weights.get(name).values()));
                found.assign(moved);
            }
        }
    }

    @Test
    void batchesOfAnotherSize_areLearnedFromToo() {
        NetworkConfig network = spiking(2);
        try (GradientEngine engine = new SpikeGradientEngine(setup(network, false, part -> false));
                GradientEngine fresh = new SpikeGradientEngine(setup(network, false, part -> false))) {
            engine.step(batch(2, SIZE));
            fresh.step(batch(2, SIZE));
            engine.step(batch(1, 32));
            assertThat(engine.step(batch(3, SIZE)).total()).isPositive();
            assertThat(fresh.step(batch(3, 40)).total()).isPositive();
        }
    }

    @Test
    void predictions_areThoseOfAutograd_asTheWeightsMove() {
        GradientEngine.Setup setup = setup(ANALOG, false, part -> false);
        try (GradientEngine expected = new DjlGradientEngine(setup);
                GradientEngine found = new SpikeGradientEngine(setup)) {
            Batch batch = batch(2, SIZE);
            for (int i = 0; i < 2; i++) {
                List<float[]> theirs = expected.predict(batch);
                List<float[]> ours = found.predict(batch);
                for (int image = 0; image < theirs.size(); image++) {
                    assertSame("image " + image, ours.get(image), theirs.get(image), 1e-4);
                }
                expected.step(batch);
                found.step(batch);
            }
        }
    }
}
