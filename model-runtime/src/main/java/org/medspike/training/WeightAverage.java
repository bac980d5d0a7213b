package org.medspike.training;

import java.util.LinkedHashMap;
import java.util.Map;
import org.medspike.tensor.FloatTensor;
import org.medspike.tensor.Shape;
import org.medspike.tensor.Weights;

/**
 * Exponential moving average of the learned weights (B. T. Polyak, A. B. Juditsky, SIAM J. Control Optim. 30, 1992).
 *
 * <p>The decay grows to its full value over the first steps, {@code min(decay, (1 + n) / (10 + n))}, so that the average
 * soon forgets the fresh weights. Running statistics are not averaged: they are averages already.
 */
final class WeightAverage {

    private final double decay;
    private final Map<String, float[]> values = new LinkedHashMap<>();

    /**
     * An average that begins with some weights.
     *
     * @param decay 0 to 1
     */
    WeightAverage(double decay, Map<String, float[]> initial) {
        this.decay = decay;
        initial.forEach((name, value) -> values.put(name, value.clone()));
    }

    /**
     * Takes the weights after a step in.
     *
     * @param step number of the step, from one
     */
    void add(Map<String, float[]> weights, long step) {
        float keep = (float) Math.min(decay, (1.0 + step) / (10 + step));
        values.forEach((name, average) -> {
            float[] now = weights.get(name);
            for (int i = 0; i < average.length; i++) {
                average[i] = keep * average[i] + (1 - keep) * now[i];
            }
        });
    }

    /** The average by name; still owned by this. */
    Map<String, float[]> values() {
        return values;
    }

    /** The average, to be saved; a copy. */
    Weights state() {
        Map<String, FloatTensor> tensors = new LinkedHashMap<>();
        values.forEach((name, value) -> tensors.put(name, new FloatTensor(Shape.of(value.length), value.clone())));
        return new Weights(tensors);
    }

    /** Continues from a saved state. */
    void restore(Weights state) {
        values.forEach((name, value) -> {
            FloatTensor saved = state.tensors().get(name);
            if (saved == null || saved.values().length != value.length) {
                throw new IllegalArgumentException("the saved average does not fit parameter '" + name + "'");
            }
            System.arraycopy(saved.values(), 0, value, 0, value.length);
        });
    }
}
