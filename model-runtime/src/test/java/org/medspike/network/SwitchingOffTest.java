package org.medspike.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.medspike.tensor.FloatTensor;
import org.medspike.tensor.Weights;

/** Switching an interaction off takes its own addend away and nothing else. */
class SwitchingOffTest {

    private static final NetworkConfig ALL = Meanings.NARROW.withTimeSteps(2);

    @ParameterizedTest
    @EnumSource(Interaction.class)
    void networkWithoutAnInteraction_equalsTheNetworkWhoseTermIsZero(Interaction off) {
        Weights weights = Meanings.weights(ALL, 21);
        FloatTensor image = Meanings.image(32, 40, 4);
        Set<Interaction> others = EnumSet.complementOf(EnumSet.of(off));

        float[] without = mask(ALL.withInteractions(others), weights, image);
        float[] zeroed = mask(ALL, termSetToZero(weights, off), image);
        float[] with = mask(ALL, weights, image);

        double largest = 0;
        for (int i = 0; i < without.length; i++) {
            assertThat(without[i]).isEqualTo(zeroed[i], Offset.offset(1e-7f));
            largest = Math.max(largest, Math.abs(with[i] - without[i]));
        }
        assertThat(largest).as("the term matters").isGreaterThan(1e-4);
    }

    private static float[] mask(NetworkConfig config, Weights weights, FloatTensor image) {
        return Meanings.reference(config, weights, image).get("mask").values();
    }

    /** The last normalisation of the interaction's branch gives zero everywhere. */
    private static Weights termSetToZero(Weights weights, Interaction interaction) {
        Map<String, FloatTensor> changed = new LinkedHashMap<>(weights.tensors());
        changed.replaceAll((name, tensor) -> {
            boolean last = name.contains(".attention." + interaction.key() + ".point_wise.norm.")
                    && (name.endsWith("weight") || name.endsWith("bias"));
            return last ? new FloatTensor(tensor.shape(), new float[tensor.values().length]) : tensor;
        });
        return new Weights(changed);
    }
}
