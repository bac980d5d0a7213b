package org.medspike.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.medspike.network.FreshWeights;
import org.medspike.network.MedSpikeFormer;
import org.medspike.network.NetworkConfig;
import org.medspike.network.NeuronKind;
import org.medspike.tensor.Shape;
import org.medspike.tensor.reference.ReferenceOps;
import org.medspike.tensor.reference.ReferenceTensor;

/** Equation (14): which terms are in the sum, with which weight. */
class TotalLossTest {

    private static final Offset<Double> EXACT = Offset.offset(1e-9);
    private static final NetworkConfig TINY = NetworkConfig.DEFAULT
            .withChannels(List.of(4, 4, 4, 4))
            .withTimeSteps(1)
            .withNeuron(NeuronKind.ANALOG_LIF);

    private final ReferenceOps ops = new ReferenceOps();
    private final List<ReferenceTensor> truths = new ArrayList<>();
    private final List<ReferenceTensor> teacher = new ArrayList<>();
    private MedSpikeFormer.Prediction<ReferenceTensor> prediction;

    @BeforeEach
    void predict() {
        MedSpikeFormer<ReferenceTensor> network = new MedSpikeFormer<>(
                ops, TINY, FreshWeights.of(TINY, 5).source((spec, value) -> ReferenceTensor.of(value)));
        prediction = network.forward(filled(Shape.of(1, 3, 16, 16), 0.3));
        for (int side = 16; side >= 2; side /= 2) {
            truths.add(filled(Shape.of(1, 1, side, side), 1));
            teacher.add(filled(Shape.of(1, 1, side, side), 0.7));
        }
    }

    private static ReferenceTensor filled(Shape shape, double value) {
        double[] values = new double[Math.toIntExact(shape.elementCount())];
        java.util.Arrays.fill(values, value);
        return new ReferenceTensor(shape, values);
    }

    private TotalLoss<ReferenceTensor> loss(LossOptions options) {
        return TotalLoss.of(ops, prediction, truths, teacher, options);
    }

    private static double value(ReferenceTensor loss) {
        return Objects.requireNonNull(loss).values()[0];
    }

    @Test
    void total_isTheWeightedSumOfItsTerms() {
        TotalLoss<ReferenceTensor> loss = loss(new LossOptions(0.5, 2, 3, 4, 0.25, Set.of(1, 2, 3, 4)));

        assertThat(value(loss.total()))
                .isEqualTo(
                        0.5 * value(loss.crossEntropy())
                                + 2 * value(loss.dice())
                                + 0.25 * value(loss.supervision())
                                + 3 * value(loss.kl())
                                + 4 * value(loss.l2()),
                        EXACT);
    }

    @Test
    void termOfWeightZero_isNotComputed() {
        TotalLoss<ReferenceTensor> loss = loss(new LossOptions(1, 0, 0, 1, 0, Set.of(1, 2, 3, 4)));

        assertThat(loss.dice()).isNull();
        assertThat(loss.kl()).isNull();
        assertThat(loss.supervision()).isNull();
        assertThat(value(loss.total())).isEqualTo(value(loss.crossEntropy()) + value(loss.l2()), EXACT);
    }

    @Test
    void alignedStages_areTheOnesThatAreAdded() {
        double all = value(loss(LossOptions.DEFAULT).l2());
        double parts = 0;
        for (int stage = 1; stage <= 4; stage++) {
            TotalLoss<ReferenceTensor> one = loss(new LossOptions(1, 1, 1, 1, 0, Set.of(stage)));
            double direct = value(Losses.squaredDifference(
                    ops, prediction.stages().get(stage - 1).maskLogits(), teacher.get(stage - 1)));
            assertThat(value(one.l2())).isEqualTo(direct, EXACT);
            parts += value(one.l2());
        }
        assertThat(parts).isEqualTo(all, EXACT);
    }

    @Test
    void lossOfNothing_isRefused() {
        assertThatThrownBy(() -> new LossOptions(0, 0, 1, 1, 1, Set.of(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("both be switched off");
        assertThatThrownBy(() -> new LossOptions(1, 1, 1, 1, 1, Set.of(5)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 to 4");
    }
}
