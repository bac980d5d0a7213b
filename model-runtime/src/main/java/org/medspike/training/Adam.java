package org.medspike.training;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.medspike.tensor.FloatTensor;
import org.medspike.tensor.Shape;
import org.medspike.tensor.Weights;

/**
 * Adam with decoupled weight decay (D. P. Kingma, J. Ba, ICLR 2015; I. Loshchilov, F. Hutter, ICLR 2019).
 *
 * <p>All of its state can be saved and restored, so that an interrupted training continues as if it had not been.
 */
final class Adam {

    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.999;
    private static final double EPSILON = 1e-8;

    private final Map<String, float[]> values = new LinkedHashMap<>();
    private final Map<String, float[]> firstMoments = new LinkedHashMap<>();
    private final Map<String, float[]> secondMoments = new LinkedHashMap<>();
    private final Set<String> decayed;
    private final double weightDecay;
    private long steps;

    /**
     * An optimiser at rest.
     *
     * @param initial the learned parameters
     * @param decayed names of those that weight decay applies to
     */
    Adam(Map<String, float[]> initial, Set<String> decayed, double weightDecay) {
        initial.forEach((name, value) -> {
            values.put(name, value.clone());
            firstMoments.put(name, new float[value.length]);
            secondMoments.put(name, new float[value.length]);
        });
        this.decayed = decayed;
        this.weightDecay = weightDecay;
    }

    /** Takes one step; returns the new values, which stay the optimiser's. */
    Map<String, float[]> step(Map<String, float[]> gradients, double learningRate) {
        steps++;
        float correction1 = (float) (1 / (1 - Math.pow(BETA1, steps)));
        float correction2 = (float) (1 / (1 - Math.pow(BETA2, steps)));
        float rate = (float) learningRate;
        values.forEach((name, value) -> {
            float decay = decayed.contains(name) ? (float) (learningRate * weightDecay) : 0;
            float[] m = firstMoments.get(name);
            float[] v = secondMoments.get(name);
            step(value, gradients.get(name), m, v, correction1, correction2, rate, decay);
        });
        return values;
    }

    /** In single precision, as PyTorch does: the compiler makes vectors of it, which it does not of mixed precisions. */
    private static void step(
            float[] value,
            float[] gradient,
            float[] m,
            float[] v,
            float correction1,
            float correction2,
            float rate,
            float decay) {
        for (int i = 0; i < value.length; i++) {
            float first = (float) BETA1 * m[i] + (float) (1 - BETA1) * gradient[i];
            float second = (float) BETA2 * v[i] + (float) (1 - BETA2) * gradient[i] * gradient[i];
            m[i] = first;
            v[i] = second;
            float step = correction1 * first / ((float) Math.sqrt(correction2 * second) + (float) EPSILON);
            value[i] -= rate * step + decay * value[i];
        }
    }

    /** Steps taken so far. */
    long steps() {
        return steps;
    }

    /** Both moments, as weights under {@code m} and {@code v}; copies. */
    Weights state() {
        return flat(firstMoments).prefixed("m").plus(flat(secondMoments).prefixed("v"));
    }

    /** Continues from a saved state. */
    void restore(Weights state, long stepsTaken) {
        copy(state.under("m"), firstMoments);
        copy(state.under("v"), secondMoments);
        steps = stepsTaken;
    }

    private static Weights flat(Map<String, float[]> arrays) {
        Map<String, FloatTensor> tensors = new LinkedHashMap<>();
        arrays.forEach((name, array) -> tensors.put(name, new FloatTensor(Shape.of(array.length), array.clone())));
        return new Weights(tensors);
    }

    private static void copy(Weights from, Map<String, float[]> to) {
        to.forEach((name, array) -> {
            FloatTensor saved = from.tensors().get(name);
            if (saved == null || saved.values().length != array.length) {
                throw new IllegalArgumentException("the saved optimiser does not fit parameter '" + name + "'");
            }
            System.arraycopy(saved.values(), 0, array, 0, array.length);
        });
    }
}
