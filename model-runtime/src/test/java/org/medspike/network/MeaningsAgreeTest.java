package org.medspike.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.medspike.engine.kernel.Kernels;
import org.medspike.engine.kernel.plain.PlainKernels;
import org.medspike.tensor.FloatTensor;
import org.medspike.tensor.Surrogate;
import org.medspike.tensor.Weights;

/**
 * In analog mode the network is smooth, so all numeric meanings must give the same mask, stage masks, interaction maps,
 * queries and keys.
 */
@DisplayName("All numeric meanings of the network agree in analog mode")
class MeaningsAgreeTest {

    private static final float TOLERANCE = 1e-4f;

    static Stream<NetworkConfig> variants() {
        NetworkConfig narrow = Meanings.NARROW;
        Surrogate arctan = new Surrogate(Surrogate.Kind.ARCTAN, 2);
        return Stream.of(
                narrow,
                narrow.withTimeSteps(1),
                narrow.withAttention(AttentionKind.SSA),
                narrow.withAttention(AttentionKind.QK),
                narrow.withAttention(AttentionKind.SA),
                narrow.withAttention(AttentionKind.NONE),
                narrow.withSpikeConvolution(false),
                narrow.withInteractions(Set.of(Interaction.ACTIVATED_INACTIVATED)),
                narrow.withInteractions(Set.of()),
                new NetworkConfig(
                        narrow.channels(),
                        2,
                        2,
                        NeuronKind.ANALOG_LIF,
                        0.7f,
                        0.8f,
                        arctan,
                        AttentionKind.SDSA,
                        narrow.interactions(),
                        true),
                narrow.twin());
    }

    @ParameterizedTest
    @MethodSource("variants")
    void outputs_areEqual_inReferenceDjlOnnxAndOurEngine(NetworkConfig config) {
        Weights weights = Meanings.weights(config, 7);
        FloatTensor image = Meanings.image(72, 80, 3);
        Map<String, FloatTensor> judge = Meanings.reference(config, weights, image);

        assertSame("DJL", Meanings.djl(config, weights, image), judge);
        assertSame("ONNX", Meanings.onnx(config, weights, image), judge);
        assertSame("plain kernels", Meanings.engine(config, weights, image, PlainKernels.create()), judge);
        assertSame("vector kernels", Meanings.engine(config, weights, image, Kernels.best()), judge);
    }

    private static void assertSame(String meaning, Map<String, FloatTensor> actual, Map<String, FloatTensor> expected) {
        assertThat(actual.keySet()).isEqualTo(expected.keySet());
        expected.forEach((name, tensor) -> {
            assertThat(actual.get(name).shape()).as(meaning + " " + name).isEqualTo(tensor.shape());
            float[] a = actual.get(name).values();
            float largest = 0;
            for (int i = 0; i < a.length; i++) {
                largest = Math.max(largest, Math.abs(a[i] - tensor.values()[i]));
            }
            assertThat(largest)
                    .as("largest difference of " + name + " in " + meaning)
                    .isLessThan(TOLERANCE);
        });
    }
}
