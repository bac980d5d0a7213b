package org.medspike.training;

import org.medspike.tensor.Shape;
import org.medspike.tensor.TensorOps;

/**
 * The losses of the paper, written once against the algebra.
 *
 * <p>All take logits, never clamped probabilities, so that a confident mistake keeps its gradient. All are means over the
 * batch and come as {@code [1, 1]}.
 */
final class Losses {

    /** ε of equation (13). */
    static final double DICE_SMOOTHING = 1;

    /** ε of definition 2. */
    static final double ALIGNMENT_EPSILON = 1e-4;

    private Losses() {}

    /**
     * L_seg of equation (13): binary cross-entropy plus Dice loss.
     *
     * <p>The paper writes the cross-entropy as a sum over pixels; a mean is what can be added to a Dice loss of order one
     * (decision 0002). Dice is taken image by image.
     *
     * @param logits {@code [batch, 1, height, width]}
     * @param truth likewise, 0 to 1
     */
    static <T> T segmentation(TensorOps<T> ops, T logits, T truth) {
        return ops.add(crossEntropy(ops, logits, truth), dice(ops, logits, truth));
    }

    /** L_BCE as a mean over pixels: softplus(x) - x·y is -[y log σ(x) + (1 - y) log(1 - σ(x))]. */
    static <T> T crossEntropy(TensorOps<T> ops, T logits, T truth) {
        return meanOfAll(ops, ops.subtract(ops.softplus(logits), ops.multiply(logits, truth)));
    }

    /** L_Dice, the mean over images. */
    static <T> T dice(TensorOps<T> ops, T logits, T truth) {
        T p = rows(ops, ops.sigmoid(logits));
        T y = rows(ops, truth);
        T shared = ops.sum(ops.multiply(p, y), 1);
        T squares = ops.add(ops.sum(ops.multiply(p, p), 1), ops.sum(ops.multiply(y, y), 1));
        T ratio = ops.divide(ops.shift(ops.scale(shared, 2), DICE_SMOOTHING), ops.shift(squares, DICE_SMOOTHING));
        return ops.shift(ops.scale(ops.mean(ratio, 0), -1), 1);
    }

    /**
     * The Kullback-Leibler term of definition 2, Ô_s log(Ô_s / (Ô_a + ε)), a mean over pixels.
     *
     * @param student logits of a stage mask of the spiking network
     * @param teacher probabilities Ô_a of the same stage of the ANN twin
     */
    static <T> T kullbackLeibler(TensorOps<T> ops, T student, T teacher) {
        // log σ(x) = -softplus(-x), exact where σ(x) underflows.
        T logStudent = ops.scale(ops.softplus(ops.scale(student, -1)), -1);
        T logTeacher = ops.log(ops.shift(teacher, ALIGNMENT_EPSILON));
        return meanOfAll(ops, ops.multiply(ops.sigmoid(student), ops.subtract(logStudent, logTeacher)));
    }

    /** The squared-difference term of definition 2, (Ô_s - Ô_a)², a mean over pixels. */
    static <T> T squaredDifference(TensorOps<T> ops, T student, T teacher) {
        T difference = ops.subtract(ops.sigmoid(student), teacher);
        return meanOfAll(ops, ops.multiply(difference, difference));
    }

    private static <T> T rows(TensorOps<T> ops, T x) {
        Shape s = ops.shape(x);
        return ops.reshape(x, Shape.of(s.get(0), Math.toIntExact(s.elementCount() / s.get(0))));
    }

    private static <T> T meanOfAll(TensorOps<T> ops, T x) {
        T row = ops.reshape(x, Shape.of(1, Math.toIntExact(ops.shape(x).elementCount())));
        return ops.mean(row, 1);
    }
}
