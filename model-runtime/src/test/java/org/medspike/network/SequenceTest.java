package org.medspike.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.medspike.tensor.Shape;
import org.medspike.tensor.cost.CostLedger;
import org.medspike.tensor.cost.CostOps;
import org.medspike.tensor.cost.CostTensor;
import org.medspike.tensor.reference.ReferenceOps;
import org.medspike.tensor.reference.ReferenceTensor;

class SequenceTest {

    private final ReferenceOps ops = new ReferenceOps();

    private static ReferenceTensor scalar(double value) {
        return new ReferenceTensor(Shape.of(1, 1), new double[] {value});
    }

    @Test
    void mean_isThatOfTheSteps_afterAffineMapsAndSums() {
        Sequence<ReferenceTensor> steps = Sequence.ofSteps(ops, List.of(scalar(1), scalar(4), scalar(10)));
        Sequence<ReferenceTensor> constant = Sequence.constant(ops, scalar(2), 3);

        Sequence<ReferenceTensor> y =
                steps.affine(x -> ops.shift(ops.scale(x, 3), 1)).plus(constant);

        // (3 * 5 + 1) + 2
        assertThat(y.mean().values()[0]).isEqualTo(18, Offset.offset(1e-12));
        assertThat(y.steps().stream().map(x -> x.values()[0])).containsExactly(6.0, 15.0, 33.0);
    }

    @Test
    void mean_isNotTakenInFrontOfACurve() {
        Sequence<ReferenceTensor> steps = Sequence.ofSteps(ops, List.of(scalar(-1), scalar(1)));

        assertThat(steps.map(x -> ops.multiply(x, x)).mean().values()[0]).isEqualTo(1);
    }

    @Test
    void whatIsEqualAtAllSteps_isComputedOnce() {
        CostLedger ledger = new CostLedger();
        CostOps counting = new CostOps(ledger);
        CostTensor image = CostTensor.dense(Shape.of(1, 1, 4, 4));
        CostTensor kernel = CostTensor.dense(Shape.of(1, 1, 1, 1));
        Sequence<CostTensor> x = Sequence.constant(counting, image, 4);

        x.map(v -> counting.conv2d(v, kernel, null, org.medspike.tensor.Window.same(1)))
                .steps();

        assertThat(ledger.macs().total()).isEqualTo(16);
    }

    @Test
    void aLinearTail_isComputedOnceForTheMean() {
        CostLedger ledger = new CostLedger();
        CostOps counting = new CostOps(ledger);
        CostTensor image = CostTensor.dense(Shape.of(1, 1, 4, 4));
        CostTensor kernel = CostTensor.dense(Shape.of(1, 1, 1, 1));
        Sequence<CostTensor> x = Sequence.ofSteps(counting, List.of(image, image, image, image));

        x.affine(v -> counting.conv2d(v, kernel, null, org.medspike.tensor.Window.same(1)))
                .mean();

        assertThat(ledger.macs().total()).isEqualTo(16);
    }
}
