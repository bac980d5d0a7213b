package org.medspike.training.spike;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.medspike.engine.kernel.Kernels;
import org.medspike.engine.training.Parameter;
import org.medspike.engine.training.Parameters;
import org.medspike.engine.work.Workers;
import org.medspike.inference.CompiledNetwork;
import org.medspike.inference.NetworkOutputs;
import org.medspike.inference.OutputKind;
import org.medspike.inference.spike.SpikeEngine;
import org.medspike.network.NetworkConfig;
import org.medspike.network.NetworkCost;
import org.medspike.tensor.FloatTensor;
import org.medspike.tensor.Shape;
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
    private @Nullable Judge teacher;
    private @Nullable Judge judge;

    /** A network made ready for images of one size, that does not learn. */
    private record Judge(int size, CompiledNetwork network) {}

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
        if (judge != null) {
            // Running statistics are about to move.
            judge.network().close();
            judge = null;
        }
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
        Teacher twin = setup.teacher().get();
        if (teacher == null || teacher.size() != batch.size()) {
            if (teacher != null) {
                teacher.network().close();
            }
            teacher = judge(twin.config(), twin.weights(), batch.size(), EnumSet.of(OutputKind.STAGE_MASKS));
        }
        List<float[]> masks = new ArrayList<>();
        for (int stage = 1, side = batch.size(); stage <= setup.network().stages(); stage++, side /= 2) {
            masks.add(new float[batch.count() * side * side]);
        }
        for (int i = 0; i < batch.count(); i++) {
            Map<String, FloatTensor> found = teacher.network().run(image(batch, i));
            for (int stage = 1; stage <= masks.size(); stage++) {
                float[] plane = found.get(NetworkOutputs.stageMask(stage)).values();
                System.arraycopy(plane, 0, masks.get(stage - 1), i * plane.length, plane.length);
            }
        }
        return masks;
    }

    private Judge judge(NetworkConfig config, Weights weights, int size, Set<OutputKind> outputs) {
        return new Judge(size, new SpikeEngine(kernels).compile(config, weights, size, size, outputs, workers.count()));
    }

    private static FloatTensor image(Batch batch, int index) {
        int length = NetworkConfig.INPUT_CHANNELS * batch.size() * batch.size();
        return new FloatTensor(
                Shape.of(1, NetworkConfig.INPUT_CHANNELS, batch.size(), batch.size()),
                Arrays.copyOfRange(batch.images(), index * length, (index + 1) * length));
    }

    @Override
    public Map<String, float[]> gradients() {
        Map<String, float[]> gradients = new LinkedHashMap<>();
        for (Map.Entry<String, Parameter> entry : parameters.byName().entrySet()) {
            if (entry.getValue().learned()) {
                gradients.put(entry.getKey(), entry.getValue().gradient().clone());
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
        closeJudge();
    }

    @Override
    public Weights weights() {
        return parameters.toWeights();
    }

    @Override
    public List<float[]> predict(Batch batch) {
        if (judge == null || judge.size() != batch.size()) {
            closeJudge();
            judge = judge(setup.network(), weights(), batch.size(), EnumSet.of(OutputKind.MASK));
        }
        List<float[]> planes = new ArrayList<>();
        for (int i = 0; i < batch.count(); i++) {
            planes.add(judge.network()
                    .run(image(batch, i))
                    .get(NetworkOutputs.MASK)
                    .values());
        }
        return planes;
    }

    private void closeJudge() {
        if (judge != null) {
            judge.network().close();
            judge = null;
        }
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
        closeJudge();
        if (teacher != null) {
            teacher.network().close();
        }
        learner = null;
        workers.close();
    }
}
