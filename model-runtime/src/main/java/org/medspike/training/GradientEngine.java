package org.medspike.training;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.medspike.network.NetworkConfig;
import org.medspike.tensor.Weights;

/**
 * What computes losses and gradients for one network: the part of training that a library or an engine of our own does.
 *
 * <p>It holds the network's parameters, which start at the values it was made with; learned values change by {@link
 * #assign}, running statistics by {@link #step}. Used by one thread; owns native memory and must be closed.
 */
public interface GradientEngine extends AutoCloseable {

    /** Makes engines. */
    @FunctionalInterface
    interface Factory {
        /** An engine; the caller closes it. */
        GradientEngine create(Setup setup);
    }

    /**
     * What is to be computed.
     *
     * @param network the network that is taught
     * @param initial its weights
     * @param teacher what its stage masks are aligned with
     * @param losses weights of the loss terms
     * @param frozen whether a part or parameter, by its full name, stays as it is: no gradient, and normalised by its
     *     running statistics
     * @param recompute whether what is computed within an encoder stage is given up after the forward pass and computed
     *     again in the backward pass (activation checkpointing: less memory, more time, the same gradients but for
     *     rounding)
     */
    record Setup(
            NetworkConfig network,
            Weights initial,
            Optional<Teacher> teacher,
            LossOptions losses,
            Predicate<String> frozen,
            boolean recompute) {}

    /**
     * A network that is not taught but compared with.
     *
     * @param config the ANN twin
     * @param weights its weights
     */
    record Teacher(NetworkConfig config, Weights weights) {}

    /** Runs forward and backward on a batch; afterwards {@link #gradients} are those of its total loss. */
    LossTerms step(Batch batch);

    /** Gradients of the last step by the names of the parameters that are learned; the caller's until the next step. */
    Map<String, float[]> gradients();

    /** Sets learned parameters. */
    void assign(Map<String, float[]> values);

    /** All parameters as they are now, running statistics included; a copy. */
    Weights weights();

    /** Probabilities of the object, one {@code size * size} plane an image, with running statistics. */
    List<float[]> predict(Batch batch);

    @Override
    void close();
}
