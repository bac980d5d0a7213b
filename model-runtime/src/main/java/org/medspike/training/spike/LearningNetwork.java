package org.medspike.training.spike;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.medspike.engine.graph.GraphOps;
import org.medspike.engine.graph.Value;
import org.medspike.engine.kernel.Kernels;
import org.medspike.engine.training.Parameters;
import org.medspike.engine.training.Tape;
import org.medspike.engine.work.Workers;
import org.medspike.network.MedSpikeFormer;
import org.medspike.network.NetworkConfig;
import org.medspike.tensor.Shape;
import org.medspike.training.Batch;
import org.medspike.training.GradientEngine.Setup;
import org.medspike.training.LossOptions;
import org.medspike.training.LossTerms;

/** A network made ready to learn from batches of one size, with its losses, equation (14). */
final class LearningNetwork {

    private static final String IMAGE = "image";
    private static final String MASK = "mask";

    private final int count;
    private final int size;
    private final int stages;
    private final LossOptions options;
    private final Tape tape;
    private final Map<String, MaskLoss> losses = new LinkedHashMap<>();

    LearningNetwork(Setup setup, Batch batch, Parameters parameters, Kernels kernels, Workers workers) {
        count = batch.count();
        size = batch.size();
        stages = setup.network().stages();
        options = setup.losses();
        GraphOps ops = GraphOps.forTraining(setup.frozen());
        Value image = ops.input(IMAGE, Shape.of(count, NetworkConfig.INPUT_CHANNELS, size, size));
        MedSpikeFormer.Prediction<Value> prediction =
                new MedSpikeFormer<>(ops, setup.network(), ops.parameters()).forward(image);
        Map<String, Value> outputs = new LinkedHashMap<>();
        outputs.put(MASK, prediction.maskLogits());
        for (int stage = 1; stage <= stages; stage++) {
            boolean aligned = setup.teacher().isPresent() && options.aligns(stage);
            if (options.deepSupervision() > 0 || aligned) {
                outputs.put(stageMask(stage), prediction.stages().get(stage - 1).maskLogits());
            }
        }
        tape = Tape.compile(ops, outputs, parameters, kernels, workers, setup.recompute());
        outputs.keySet().forEach(name -> losses.put(name, new MaskLoss(count, tape.size(name))));
    }

    private static String stageMask(int stage) {
        return "stage" + stage + ".mask";
    }

    boolean fits(Batch batch) {
        return batch.count() == count && batch.size() == size;
    }

    long bytes() {
        return tape.bytes();
    }

    String describe() {
        return tape.describe();
    }

    /**
     * Leaves the gradients of the total loss at the parameters.
     *
     * @param teacher stage probabilities of the ANN twin; empty without one
     */
    LossTerms step(Batch batch, List<float[]> teacher) {
        tape.forward(batch.images());
        List<float[]> truths = batch.truths(stages);
        tape.startBackward();
        LossTerms terms = ofMask(truths.get(0));
        for (int stage = 1; stage <= stages; stage++) {
            MaskLoss loss = losses.get(stageMask(stage));
            if (loss != null) {
                @Nullable float[] aligned = teacher.isEmpty() ? null : teacher.get(stage - 1);
                terms = terms.plus(ofStage(stage, loss, truths.get(stage - 1), aligned));
            }
        }
        tape.backward();
        return terms;
    }

    private void start(String name, MaskLoss loss) {
        tape.read(name, loss.logits());
        loss.start();
    }

    private LossTerms ofMask(float[] truth) {
        MaskLoss loss = losses.get(MASK);
        start(MASK, loss);
        if (options.crossEntropy() > 0) {
            loss.addCrossEntropy(truth, options.crossEntropy());
        }
        if (options.dice() > 0) {
            loss.addDice(truth, options.dice());
        }
        tape.setGradient(MASK, loss.gradient());
        double total = options.crossEntropy() * loss.crossEntropy() + options.dice() * loss.dice();
        return new LossTerms(total, loss.crossEntropy(), loss.dice(), 0, 0, 0);
    }

    private LossTerms ofStage(int stage, MaskLoss loss, float[] truth, float @Nullable [] teacher) {
        start(stageMask(stage), loss);
        double supervision = 0;
        if (options.deepSupervision() > 0) {
            loss.addCrossEntropy(truth, options.deepSupervision());
            loss.addDice(truth, options.deepSupervision());
            supervision = loss.crossEntropy() + loss.dice();
        }
        if (options.aligns(stage)) {
            loss.addAlignment(teacher, options.kl(), options.l2());
        }
        tape.setGradient(stageMask(stage), loss.gradient());
        double total = options.deepSupervision() * supervision + options.kl() * loss.kl() + options.l2() * loss.l2();
        return new LossTerms(total, 0, 0, supervision, loss.kl(), loss.l2());
    }
}
