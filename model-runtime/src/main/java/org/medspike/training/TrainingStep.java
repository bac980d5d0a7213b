package org.medspike.training;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.medspike.network.NetworkConfig;
import org.medspike.network.NetworkCost;
import org.medspike.tensor.ParameterSpec;
import org.medspike.tensor.Weights;

/**
 * What moves the weights: an engine, the optimiser and the moving average, kept in step with each other.
 *
 * <p>Uses the engine, does not own it. Used by one thread.
 */
public final class TrainingStep {

    private final GradientEngine engine;
    private final OptimiserOptions options;
    private final Adam adam;
    private final WeightAverage average;
    private Map<String, float[]> values;

    private TrainingStep(
            GradientEngine engine,
            NetworkConfig network,
            Weights current,
            OptimiserOptions options,
            Predicate<String> frozen) {
        this.engine = engine;
        this.options = options;
        Map<String, float[]> learned = new LinkedHashMap<>();
        List<ParameterSpec> parameters = NetworkCost.declare(network).parameters();
        for (ParameterSpec spec : parameters) {
            if (spec.role().learned() && !frozen.test(spec.name())) {
                learned.put(spec.name(), current.require(spec).values());
            }
        }
        if (learned.isEmpty()) {
            throw new TrainingFailedException("All parts of the network are frozen; there is nothing to learn.");
        }
        Set<String> kernels = parameters.stream()
                .filter(spec -> spec.role() == ParameterSpec.Role.KERNEL)
                .map(ParameterSpec::name)
                .collect(Collectors.toSet());
        values = learned;
        adam = new Adam(learned, kernels, options.weightDecay());
        average = new WeightAverage(options.averageDecay(), averages() ? learned : Map.of());
    }

    /**
     * At the beginning of a phase.
     *
     * @param engine holds the same weights
     */
    public static TrainingStep beginning(
            GradientEngine engine, NetworkConfig network, Weights weights, OptimiserOptions options) {
        return new TrainingStep(engine, network, weights, options, options::isFrozen);
    }

    /** Wherever a state is; {@code frozen} says which parameters stay as they are. */
    static TrainingStep continuing(
            GradientEngine engine,
            NetworkConfig network,
            TrainingState state,
            OptimiserOptions options,
            Predicate<String> frozen) {
        TrainingStep step = new TrainingStep(engine, network, state.current(), options, frozen);
        if (state.optimiserSteps() > 0) {
            step.adam.restore(state.optimiser(), state.optimiserSteps());
            step.average.restore(state.average());
        }
        return step;
    }

    private boolean averages() {
        return options.averageDecay() > 0;
    }

    /**
     * Learns from a batch.
     *
     * @throws TrainingFailedException if the loss or a gradient is not a number
     */
    public LossTerms run(Batch batch, double learningRate) {
        LossTerms losses = engine.step(batch);
        Map<String, float[]> gradients = engine.gradients();
        double norm = Gradients.clip(gradients, options.gradientNorm());
        if (!Double.isFinite(losses.total()) || !Double.isFinite(norm)) {
            throw new TrainingFailedException("The loss is no longer a number. Begin again under another name with a"
                    + " smaller learning rate; what was best before is kept and becomes a model with --keep-best.");
        }
        values = adam.step(gradients, learningRate);
        engine.assign(values);
        if (averages()) {
            average.add(values, adam.steps());
        }
        return losses;
    }

    /** Steps taken in this phase. */
    long steps() {
        return adam.steps();
    }

    /** Puts the weights that are validated and kept in place. */
    void showAverage() {
        if (averages()) {
            engine.assign(average.values());
        }
    }

    /** Puts the weights that are learned in place again. */
    void showLearned() {
        if (averages()) {
            engine.assign(values);
        }
    }

    /** The optimiser's state; a copy. */
    Weights optimiserState() {
        return adam.state();
    }

    /** The average's state; a copy, empty where none is kept. */
    Weights averageState() {
        return average.state();
    }
}
