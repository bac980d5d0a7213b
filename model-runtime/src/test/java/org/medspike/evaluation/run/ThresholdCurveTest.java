package org.medspike.evaluation.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.BitSet;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.medspike.evaluation.Confusion;
import org.medspike.imaging.Plane;
import org.medspike.mask.Mask;

class ThresholdCurveTest {

    private static final int SIDE = 24;

    @Test
    void best_isWhatCuttingAtEachThresholdGives() {
        SplittableRandom random = new SplittableRandom(3);
        ThresholdCurve curve = new ThresholdCurve();
        double[] sums = new double[13];
        for (int image = 0; image < 7; image++) {
            float[] probabilities = new float[SIDE * SIDE];
            BitSet object = new BitSet();
            for (int i = 0; i < probabilities.length; i++) {
                boolean inside = i % SIDE < 3 * image;
                object.set(i, inside);
                probabilities[i] = (float) Math.min(1, Math.max(0, (inside ? 0.45 : 0.2) + 0.3 * random.nextDouble()));
            }
            Plane plane = new Plane(SIDE, SIDE, probabilities);
            Mask truth = new Mask(SIDE, SIDE, object);
            curve.add(plane, truth);
            for (int t = 0; t < sums.length; t++) {
                sums[t] += Confusion.of(Mask.above(plane, (20 + 5 * t) / 100f), truth)
                                .iou()
                        / 7;
            }
        }

        ThresholdCurve.Point best = curve.best();

        double highest = 0;
        for (double sum : sums) {
            highest = Math.max(highest, sum);
        }
        assertThat(best.meanIou()).isCloseTo(highest, within(1e-12));
        assertThat(sums[Math.round((best.threshold() - 0.2f) / 0.05f)]).isEqualTo(highest, within(1e-12));
    }

    @Test
    void best_ofEquals_isOneHalf() {
        ThresholdCurve curve = new ThresholdCurve();
        BitSet object = new BitSet();
        object.set(0, 2);
        curve.add(new Plane(4, 1, new float[] {1, 1, 0, 0}), new Mask(4, 1, object));

        assertThat(curve.best().threshold()).isEqualTo(0.5f);
        assertThat(curve.best().meanIou()).isEqualTo(1);
    }
}
