package org.medspike.training.djl;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.medspike.network.MedSpikeFormer;
import org.medspike.network.StageOutput;
import org.medspike.tensor.Weights;
import org.medspike.tensor.djl.DjlOps;
import org.medspike.tensor.djl.DjlParameters;
import org.medspike.training.Batch;
import org.medspike.training.GradientEngine;
import org.medspike.training.LossOptions;
import org.medspike.training.LossTerms;
import org.medspike.training.TotalLoss;

/**
 * Gradients by PyTorch's autograd.
 *
 * <p>Parameters and constants live in one manager as long as the engine; everything of a step lives in a sub-manager
 * that is closed when the step ends. Inputs made from Java arrays stay open until the backward pass is over, because
 * autograd reads them.
 */
public final class DjlGradientEngine implements GradientEngine {

    private final NDManager manager;
    private final DjlParameters parameters;
    private final DjlOps trainingOps;
    private final DjlOps evaluationOps;
    private final MedSpikeFormer<NDArray> learner;
    private final MedSpikeFormer<NDArray> judge;
    private final @Nullable MedSpikeFormer<NDArray> teacher;
    private final int stages;
    private final LossOptions options;
    private final @Nullable RecomputedPass recomputing;

    /** An engine for one network; see {@link GradientEngine.Factory}. */
    public DjlGradientEngine(Setup setup) {
        manager = NDManager.newBaseManager(ai.djl.Device.cpu(), "PyTorch");
        trainingOps = new DjlOps(manager, true, setup.frozen());
        evaluationOps = new DjlOps(manager, false);
        parameters = new DjlParameters(manager, setup.initial(), setup.frozen().negate());
        learner = new MedSpikeFormer<>(trainingOps, setup.network(), parameters);
        judge = new MedSpikeFormer<>(evaluationOps, setup.network(), parameters);
        teacher = setup.teacher()
                .filter(t -> setup.losses().aligns())
                .map(t -> new MedSpikeFormer<>(
                        evaluationOps, t.config(), new DjlParameters(manager, t.weights(), name -> false)))
                .orElse(null);
        stages = setup.network().stages();
        options = setup.losses();
        recomputing = setup.recompute()
                ? new RecomputedPass(
                        trainingOps,
                        learner,
                        new MedSpikeFormer<>(trainingOps.withoutMovingStatistics(), setup.network(), parameters),
                        stages,
                        options)
                : null;
    }

    @Override
    public LossTerms step(Batch batch) {
        parameters.zeroGradients();
        try (NDManager step = manager.newSubManager()) {
            NDArray images = images(step, batch);
            List<NDArray> truths = truths(step, batch);
            List<NDArray> teacherMasks = teacherMasks(step, batch);
            if (recomputing != null) {
                return recomputing.step(step, images, truths, teacherMasks);
            }
            try (GradientCollector collector = Engine.getEngine("PyTorch").newGradientCollector()) {
                TotalLoss<NDArray> loss =
                        TotalLoss.of(trainingOps, learner.forward(images), truths, teacherMasks, options);
                LossTerms terms = LossValues.of(loss);
                collector.backward(loss.total());
                return terms;
            }
        }
    }

    private List<NDArray> teacherMasks(NDManager step, Batch batch) {
        if (teacher == null) {
            return List.of();
        }
        List<NDArray> masks = new ArrayList<>();
        try (NDManager passing = step.newSubManager()) {
            for (StageOutput<NDArray> stage :
                    teacher.forward(images(passing, batch)).stages()) {
                NDArray mask = evaluationOps.sigmoid(stage.maskLogits());
                mask.attach(step);
                masks.add(mask);
            }
        }
        return masks;
    }

    private List<NDArray> truths(NDManager step, Batch batch) {
        List<NDArray> truths = new ArrayList<>();
        int side = batch.size();
        for (float[] truth : batch.truths(stages)) {
            truths.add(step.create(truth, new Shape(batch.count(), 1, side, side)));
            side /= 2;
        }
        return truths;
    }

    private static NDArray images(NDManager owner, Batch batch) {
        return owner.create(batch.images(), new Shape(batch.count(), 3, batch.size(), batch.size()));
    }

    @Override
    public Map<String, float[]> gradients() {
        return parameters.gradients();
    }

    @Override
    public void assign(Map<String, float[]> values) {
        parameters.assign(values);
    }

    @Override
    public Weights weights() {
        return parameters.toWeights();
    }

    @Override
    public List<float[]> predict(Batch batch) {
        try (NDManager passing = manager.newSubManager()) {
            NDArray logits = judge.forward(images(passing, batch)).maskLogits();
            float[] all = evaluationOps.sigmoid(logits).toFloatArray();
            int plane = batch.size() * batch.size();
            List<float[]> planes = new ArrayList<>();
            for (int i = 0; i < batch.count(); i++) {
                planes.add(Arrays.copyOfRange(all, i * plane, (i + 1) * plane));
            }
            return planes;
        }
    }

    @Override
    public void close() {
        manager.close();
    }
}
