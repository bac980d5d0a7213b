package org.medspike.training;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * How the weights move.
 *
 * @param learningRate the highest
 * @param weightDecay decoupled weight decay of kernels
 * @param gradientNorm limit of the joint norm of all gradients; zero for none
 * @param averageDecay decay of the exponential moving average of the weights, which is what is validated and kept; zero
 *     for none
 * @param frozen names of parts of the spiking network whose weights stay as they are, for instance {@code stage1} or
 *     {@code stage2.attention}
 */
public record OptimiserOptions(
        double learningRate, double weightDecay, double gradientNorm, double averageDecay, Set<String> frozen) {

    /** What the measurements of this project settled on. */
    public static final OptimiserOptions DEFAULT = new OptimiserOptions(0.002, 0.01, 1, 0, Set.of());

    /** Refuses what cannot learn. */
    public OptimiserOptions {
        frozen = Collections.unmodifiableSet(new TreeSet<>(frozen));
        require(
                learningRate > 0 && Double.isFinite(learningRate),
                "the learning rate must be positive: " + learningRate);
        require(
                weightDecay >= 0 && Double.isFinite(weightDecay),
                "the weight decay must not be negative: " + weightDecay);
        require(gradientNorm >= 0, "the limit of the gradients' norm must not be negative: " + gradientNorm);
        require(averageDecay >= 0 && averageDecay < 1, "the decay of the average must lie in 0..1: " + averageDecay);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /** Whether a parameter, or all parameters of a part, by its full name, stays as it is. */
    public boolean isFrozen(String name) {
        return frozen.stream().anyMatch(part -> name.equals(part) || name.startsWith(part + "."));
    }
}
