package org.medspike.ablation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.medspike.network.FreshWeights;
import org.medspike.network.Interaction;
import org.medspike.network.NetworkConfig;
import org.medspike.network.NetworkCost;
import org.medspike.tensor.ParameterSpec;
import org.medspike.tensor.Weights;
import org.medspike.training.LossOptions;

class VariantTest {

    private static final List<Variant> ALL = Variant.all(NetworkConfig.DEFAULT, LossOptions.DEFAULT);

    private static Variant variant(String key) {
        return ALL.stream().filter(v -> v.key().equals(key)).findFirst().orElseThrow();
    }

    @Test
    void rows_areThoseOfThePaper_andTheOtherAttentions() {
        assertThat(ALL)
                .extracting(Variant::key)
                .containsExactly(
                        "ours", "wo-sdsa", "wo-sa", "wo-sc", "wo-aa", "wo-ai", "wo-ia", "wo-ii", "wo-kl", "wo-l2", "t1",
                        "t2", "t8", "ssa", "qk");
    }

    @Test
    void eachRow_takesAwayWhatItSays() {
        assertThat(variant("wo-ai").network().interactions())
                .doesNotContain(Interaction.ACTIVATED_INACTIVATED)
                .hasSize(3);
        assertThat(variant("wo-kl").losses().kl()).isZero();
        assertThat(variant("wo-kl").losses().l2()).isEqualTo(1);
        assertThat(variant("wo-sa").losses().aligns()).isFalse();
        assertThat(variant("wo-sa").twin()).isFalse();
        assertThat(variant("t8").network().timeSteps()).isEqualTo(8);
    }

    /** What is called switchable must find all its weights in those of the whole network. */
    @Test
    void switchableRows_findAllTheirWeightsInTheWholeNetworks() {
        Weights whole = FreshWeights.of(NetworkConfig.DEFAULT, 1);
        for (Variant variant : ALL) {
            boolean fits =
                    NetworkCost.declare(variant.network()).parameters().stream().allMatch(spec -> fits(whole, spec));
            if (variant.switchable()) {
                assertThat(fits).as(variant.key()).isTrue();
            }
        }
        assertThat(variant("ssa").switchable()).isFalse();
        assertThat(variant("wo-l2").switchable()).isFalse();
    }

    private static boolean fits(Weights whole, ParameterSpec spec) {
        return whole.tensors().containsKey(spec.name())
                && whole.tensors().get(spec.name()).shape().equals(spec.shape());
    }
}
