package org.medspike.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.medspike.tensor.cost.CostLedger;

/** Parameters and multiply-accumulates of the default network, against sums worked out by hand from its topology. */
class NetworkCostTest {

    private static final int SIDE = 256;
    private static final int STEPS = 4;
    private static final long[] C = {32, 64, 128, 256};

    private final CostLedger cost = NetworkCost.count(NetworkConfig.DEFAULT, SIDE, SIDE);

    private static long pixels(int stage) {
        return (long) (SIDE >> stage) * (SIDE >> stage);
    }

    @Test
    void total_isWithinThePapersBudget() {
        assertThat(cost.learnedParameters()).isLessThanOrEqualTo(2_870_000L);
        assertThat(cost.macs().total()).isLessThanOrEqualTo(26_900_000_000L);
    }

    @Test
    void patchEmbeddings_haveA3x3AndADepthWiseConvolution_onceBeforeTheFirstNeuron() {
        long parameters = 0;
        long macs = 0;
        for (int s = 0; s < 4; s++) {
            long in = s == 0 ? 3 : C[s - 1];
            long steps = s == 0 ? 1 : STEPS;
            parameters += 9 * in * C[s] + 9 * C[s] + 2 * 2 * C[s];
            macs += steps * pixels(s) * (9 * in * C[s] + 9 * C[s]);
        }
        assertThat(cost.learnedParameters(name -> name.contains("embedding"))).isEqualTo(parameters);
        assertThat(cost.macs(part -> part.contains("embedding")).total()).isEqualTo(macs);
    }

    @Test
    void attention_hasThreeProjectionsFourBranchesAndTwoMixers_andTwoSmallProductsAHead() {
        long parameters = 0;
        long macs = 0;
        for (int s = 0; s < 4; s++) {
            long c = C[s];
            long projections = 3 * (9 * c + c * c);
            long branches = 4 * (9 * c + c * c);
            long mixers = 2 * c * c + (9 * c + c * c) + c * c + (9 * c + c * c);
            // One normalisation a projection, two a branch, three a mixer: scale and shift each.
            parameters += projections + branches + mixers + 2 * c * (3 + 2 * 4 + 3 * 2);
            long products = 2 * c * c / NetworkConfig.DEFAULT.heads();
            macs += STEPS * pixels(s) * (projections + branches + mixers + products);
        }
        assertThat(cost.learnedParameters(name -> name.contains("attention"))).isEqualTo(parameters);
        assertThat(cost.macs(part -> part.contains("attention")).total()).isEqualTo(macs);
    }

    @Test
    void qkAttention_hasTwoProjectionsOneBranchAndTwoMixers_andNoProducts() {
        CostLedger qk = NetworkCost.count(NetworkConfig.DEFAULT.withAttention(AttentionKind.QK), SIDE, SIDE);
        long parameters = 0;
        long macs = 0;
        long spikeDriven = 0;
        for (int s = 0; s < 4; s++) {
            long c = C[s];
            long projections = 2 * (9 * c + c * c);
            long branch = 9 * c + c * c;
            long mixers = 2 * (c * c + 9 * c + c * c);
            parameters += projections + branch + mixers + 2 * c * (2 + 2 + 3 * 2);
            macs += STEPS * pixels(s) * (projections + branch + mixers);
            // Both convolutions of the branch take spikes, and the last of each mixer.
            spikeDriven += STEPS * pixels(s) * (branch + 2 * c * c);
        }
        assertThat(qk.learnedParameters(name -> name.contains("attention"))).isEqualTo(parameters);
        CostLedger.Macs counted = qk.macs(part -> part.contains("attention"));
        assertThat(counted.total()).isEqualTo(macs);
        assertThat(counted.spikeDriven()).isEqualTo(spikeDriven);
    }

    @Test
    void maskHeads_workOnTheMeanOverTime() {
        long macs = 0;
        for (int s = 0; s < 4; s++) {
            macs += pixels(s) * (9 * C[s] + C[s] * C[s] + C[s]);
        }
        assertThat(cost.macs(part -> part.contains("mask_head")).total()).isEqualTo(macs);
    }

    @Test
    void halvings_are2x2() {
        long macs = 0;
        for (int s = 0; s < 3; s++) {
            macs += STEPS * pixels(s + 1) * 4 * C[s] * C[s];
        }
        assertThat(cost.macs(part -> part.contains("halving")).total()).isEqualTo(macs);
    }

    @Test
    void fusion_reducesBeforeItEnlarges_andEndsInALinearTailThatRunsOnce() {
        long macs = 0;
        for (int s = 0; s < 3; s++) {
            macs += STEPS * pixels(s + 1) * 9 * C[s + 1] * C[s];
        }
        for (int s = 0; s < 4; s++) {
            long lastPointWise = s == 0 ? 1 : STEPS;
            macs += pixels(s) * (STEPS * (2 * 9 * C[s] + C[s] * C[s]) + lastPointWise * C[s] * C[s]);
        }
        assertThat(cost.macs(part -> part.contains("fusion")).total()).isEqualTo(macs);
    }

    @Test
    void head_runsOnce() {
        assertThat(cost.macs(part -> part.startsWith("head")).total()).isEqualTo(pixels(0) * (9 * 32 * 32 + 32));
    }

    @Test
    void parts_sumToTheWhole() {
        long parts = 0;
        for (String part : List.of("embedding", "attention", "mask_head", "halving", "fusion")) {
            parts += cost.macs(name -> name.contains(part)).total();
        }
        assertThat(parts + cost.macs(name -> name.startsWith("head")).total())
                .isEqualTo(cost.macs().total());
    }

    @Test
    void pointWiseConvolutionsAfterNeurons_areSpikeDriven() {
        CostLedger.Macs branch = cost.macs(part -> part.equals("stage2.attention.aa.point_wise"));

        assertThat(branch.dense()).isZero();
        assertThat(branch.spikeDriven()).isEqualTo(STEPS * pixels(1) * C[1] * C[1]);
        assertThat(branch.spikeOperations(0.25)).isEqualTo(branch.spikeDriven() / 4);
    }

    @Test
    void interactionThatIsOff_costsNothing() {
        NetworkConfig without = NetworkConfig.DEFAULT.withInteractions(
                EnumSet.complementOf(EnumSet.of(Interaction.INACTIVATED_ACTIVATED)));
        CostLedger less = NetworkCost.count(without, SIDE, SIDE);

        assertThat(cost.macs().total() - less.macs().total())
                .isEqualTo(cost.macs(part -> part.contains(".ia.")).total());
    }
}
