package org.medspike.training;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.medspike.tensor.Shape;
import org.medspike.tensor.reference.ReferenceOps;
import org.medspike.tensor.reference.ReferenceTensor;

/** Each loss term against its formula in the paper, written out with probabilities. */
class LossesTest {

    private static final Offset<Double> EXACT = Offset.offset(1e-12);

    private final ReferenceOps ops = new ReferenceOps();
    private final double[] logits = {-2, 0.5, 3, -0.1, 1.2, -4, 0, 2.2};
    private final double[] truth = {0, 1, 1, 0, 1, 0, 0.5, 0};
    private final double[] teacher = {0.1, 0.7, 0.95, 0.4, 0.5, 0.02, 0.3, 0.6};

    /** Two images of 2 x 2 pixels. */
    private static ReferenceTensor images(double[] values) {
        return new ReferenceTensor(Shape.of(2, 1, 2, 2), values);
    }

    private static double sigma(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    private static double value(ReferenceTensor loss) {
        assertThat(loss.values()).hasSize(1);
        return loss.values()[0];
    }

    @Test
    void crossEntropy_isEquation13_asAMean() {
        double sum = 0;
        for (int i = 0; i < 8; i++) {
            double p = sigma(logits[i]);
            sum -= truth[i] * Math.log(p) + (1 - truth[i]) * Math.log(1 - p);
        }
        assertThat(value(Losses.crossEntropy(ops, images(logits), images(truth))))
                .isEqualTo(sum / 8, EXACT);
    }

    @Test
    void dice_isEquation13_imageByImage() {
        double loss = 0;
        for (int image = 0; image < 2; image++) {
            double shared = 0;
            double squares = 0;
            for (int i = 4 * image; i < 4 * image + 4; i++) {
                double p = sigma(logits[i]);
                shared += p * truth[i];
                squares += p * p + truth[i] * truth[i];
            }
            loss += (1 - (2 * shared + 1) / (squares + 1)) / 2;
        }
        assertThat(value(Losses.dice(ops, images(logits), images(truth)))).isEqualTo(loss, EXACT);
    }

    @Test
    void kullbackLeibler_isTheFirstTermOfDefinition2() {
        double sum = 0;
        for (int i = 0; i < 8; i++) {
            double s = sigma(logits[i]);
            sum += s * Math.log(s / (teacher[i] + 1e-4));
        }
        assertThat(value(Losses.kullbackLeibler(ops, images(logits), images(teacher))))
                .isEqualTo(sum / 8, EXACT);
    }

    @Test
    void squaredDifference_isTheSecondTermOfDefinition2() {
        double sum = 0;
        for (int i = 0; i < 8; i++) {
            sum += Math.pow(sigma(logits[i]) - teacher[i], 2);
        }
        assertThat(value(Losses.squaredDifference(ops, images(logits), images(teacher))))
                .isEqualTo(sum / 8, EXACT);
    }

    @Test
    void confidentMistake_keepsAFiniteLoss() {
        double[] far = {1000, -1000, 1000, -1000, 1000, -1000, 1000, -1000};
        double[] opposite = {0, 1, 0, 1, 0, 1, 0, 1};

        assertThat(value(Losses.segmentation(ops, images(far), images(opposite))))
                .isFinite()
                .isGreaterThan(900);
        assertThat(value(Losses.kullbackLeibler(ops, images(far), images(opposite))))
                .isFinite();
    }
}
