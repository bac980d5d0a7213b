package org.medspike.training.spike;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.medspike.engine.kernel.Kernels;
import org.medspike.engine.training.Parameter;
import org.medspike.engine.training.Parameters;
import org.medspike.engine.work.Workers;
import org.medspike.network.NetworkCost;
import org.medspike.tensor.Weights;
import org.medspike.training.Batch;
import org.medspike.training.GradientEngine;
import org.medspike.training.LossTerms;

/**
 * Gradients by the engine of our own: fused kernels forward and backward through time, no native code.
 *
 * <p>Memory is made ready for the size of a batch and kept until one of another size comes. The same batch on the same
 * weights gives the same gradients, to the last bit, whatever the number of threads.
 */
public final class SpikeGradientEngine implements GradientEngine {

    private final Setup setup;
    private final Kernels kernels;
    private final Workers workers;
    private final Parameters parameters;
    private @Nullable LearningNetwork learner;
    private @Nullable FixedNetwork teacher;
    private @Nullable FixedNetwork validated;

    /** An engine for one network on all processors; see {@link GradientEngine.Factory}. */
    public SpikeGradientEngine(Setup setup) {
        this(setup, Kernels.best(), Runtime.getRuntime().availableProcessors());
    }

    /** An engine with kernels and threads of one's choice. */
    public SpikeGradientEngine(Setup setup, Kernels kernels, int threads) {
        this.setup = setup;
        this.kernels = kernels;
        parameters = new Parameters(NetworkCost.declare(setup.network()).parameters(), setup.initial(), setup.frozen());
        workers = new Workers(threads);
    }

    @Override
    public LossTerms step(Batch batch) {
        // Running statistics are about to move.
        validated = null;
        if (learner == null || !learner.fits(batch)) {
            learner = null;
            learner = new LearningNetwork(setup, batch, parameters, kernels, workers);
        }
        return learner.step(batch, teacherMasks(batch));
    }

    /** Stage probabilities of the twin; empty without one. */
    private List<float[]> teacherMasks(Batch batch) {
        if (setup.teacher().isEmpty() || !setup.losses().aligns()) {
            return List.of();
        }
        if (teacher == null || !teacher.fits(batch)) {
            Teacher twin = setup.teacher().get();
            teacher = FixedNetwork.ofStageMasks(twin.config(), twin.weights(), batch.size(), kernels, workers);
        }
        return teacher.run(batch);
    }

    @Override
    public Map<String, float[]> gradients() {
        Map<String, float[]> gradients = new LinkedHashMap<>();
        for (Map.Entry<String, Parameter> entry : parameters.byName().entrySet()) {
            if (entry.getValue().learned()) {
                gradients.put(entry.getKey(), entry.getValue().gradient());
            }
        }
        return gradients;
    }

    @Override
    public void assign(Map<String, float[]> values) {
        values.forEach((name, value) -> {
            float[] into = parameters.byName().get(name).values();
            System.arraycopy(value, 0, into, 0, into.length);
        });
        validated = null;
    }

    @Override
    public Weights weights() {
        return parameters.toWeights();
    }

    @Override
    public List<float[]> predict(Batch batch) {
        if (validated == null || !validated.fits(batch)) {
            validated = FixedNetwork.ofMask(setup.network(), weights(), batch.size(), kernels, workers);
        }
        float[] all = validated.run(batch).get(0);
        int plane = batch.size() * batch.size();
        List<float[]> planes = new ArrayList<>();
        for (int i = 0; i < batch.count(); i++) {
            planes.add(Arrays.copyOfRange(all, i * plane, (i + 1) * plane));
        }
        return planes;
    }

    /** Memory that maps and gradients take, in bytes; zero before the first step. */
    public long bytes() {
        return learner == null ? 0 : learner.bytes();
    }

    /** What is kept of each feature, in words; empty before the first step. */
    public String describe() {
        return learner == null ? "" : learner.describe();
    }

    @Override
    public void close() {
        validated = null;
        teacher = null;
        learner = null;
        workers.close();
    }
}
