package org.medspike.tensor.activity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.medspike.tensor.Shape;
import org.medspike.tensor.Surrogate;
import org.medspike.tensor.TensorOps;
import org.medspike.tensor.Window;
import org.medspike.tensor.cost.CostLedger.Macs;
import org.medspike.tensor.reference.ReferenceOps;
import org.medspike.tensor.reference.ReferenceTensor;

/** Firing rates and spike operations of a few operations on tiny tensors, worked out by hand. */
class ActivityOpsTest {

    private static final Shape MATRIX = Shape.of(2, 2);
    private static final Shape IMAGE = Shape.of(1, 1, 2, 2);

    private final ActivityLedger ledger = new ActivityLedger();
    private final ActivityOps<ReferenceTensor> top =
            new ActivityOps<>(new ReferenceOps(), x -> Arrays.stream(x.values()).sum(), ledger);
    private final TensorOps<ActivityTensor<ReferenceTensor>> ops = top.within("layer");

    private ActivityTensor<ReferenceTensor> dense(Shape shape, double... values) {
        return top.dense(new ReferenceTensor(shape, values));
    }

    /** Ones where a value is not negative, fired in another part. */
    private ActivityTensor<ReferenceTensor> spikes(Shape shape, double... values) {
        return top.within("neuron").spike(dense(shape, values), Surrogate.DEFAULT);
    }

    private LayerActivity layer(String part) {
        return ledger.layers().stream()
                .filter(l -> l.part().equals(part))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void firingRate_isTheShareOfNeuronsThatSpike_stepByStep() {
        spikes(IMAGE, 0.5, -1, 0, 2);
        spikes(IMAGE, -1, -1, -1, 3);
        spikes(IMAGE, -1, -1, -1, -1);

        assertThat(ledger.layers())
                .containsExactly(new LayerActivity("neuron", 4, List.of(0.75, 0.25, 0.0), Macs.NONE, 0));
    }

    /** 1x1 from one channel to three: 12 MACs, of which three neurons of four cause three each. */
    @Test
    void convolutionOfSpikes_causesAnAccumulateForEachWeightThatASpikeMeets() {
        ops.conv2d(spikes(IMAGE, 1, -1, 1, 1), dense(Shape.of(3, 1, 1, 1), 5, 6, 7), null, Window.same(1));

        assertThat(layer("layer")).isEqualTo(new LayerActivity("layer", 0, List.of(), new Macs(0, 12), 9));
    }

    @Test
    void convolutionOfNumbers_isDense() {
        ops.conv2d(dense(IMAGE, 1, 0, 1, 1), dense(Shape.of(3, 1, 1, 1), 5, 6, 7), null, Window.same(1));
        ops.conv2d(
                ops.scale(spikes(IMAGE, 1, 1, 1, 1), 0.5), dense(Shape.of(3, 1, 1, 1), 5, 6, 7), null, Window.same(1));

        assertThat(layer("layer")).isEqualTo(new LayerActivity("layer", 0, List.of(), new Macs(24, 0), 0));
    }

    /** [1 0; 1 1] [1 1; 0 1] = [1 1; 1 2]: five pairs of ones meet, of eight pairs. */
    @Test
    void productOfSpikes_countsCoincidences() {
        ops.matMul(spikes(MATRIX, 1, -1, 1, 1), spikes(MATRIX, 1, 1, -1, 1));

        assertThat(layer("layer")).isEqualTo(new LayerActivity("layer", 0, List.of(), new Macs(0, 8), 5));
    }

    /** Each of the three ones adds a row, or a column, of two numbers. */
    @Test
    void productWithOneMatrixOfSpikes_addsARowForEachOne() {
        ops.matMul(spikes(MATRIX, 1, -1, 1, 1), dense(MATRIX, 0, 0, 3, 4));
        ops.matMul(dense(MATRIX, 0, 0, 3, 4), ops.transpose(spikes(MATRIX, 1, -1, 1, 1)));

        assertThat(layer("layer")).isEqualTo(new LayerActivity("layer", 0, List.of(), new Macs(0, 16), 12));
    }

    @Test
    void spikesStaySpikes_whenTheyAreJoinedCutOrGated_andOnlyThen() {
        ActivityTensor<ReferenceTensor> s = spikes(IMAGE, 1, -1, 1, 1);

        assertThat(ops.split(ops.concat(List.of(s, s), 0), 2).get(1).counted().spikes())
                .isTrue();
        assertThat(ops.multiply(s, s).counted().spikes()).isTrue();
        assertThat(ops.multiply(s, dense(IMAGE, 1, 1, 1, 1)).counted().spikes()).isFalse();
        assertThat(ops.add(s, s).counted().spikes()).isFalse();
        assertThat(ops.mean(s, 0).counted().spikes()).isFalse();
    }
}
