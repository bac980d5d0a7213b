package org.medspike.training.spike;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    private final Workers workers;
    private final Tape tape;
    private final List<Output> outputs = new ArrayList<>();

    LearningNetwork(Setup setup, Batch batch, Parameters parameters, Kernels kernels, Workers workers) {
        count = batch.count();
        size = batch.size();
        stages = setup.network().stages();
        this.workers = workers;
        LossOptions options = setup.losses();
        GraphOps ops = GraphOps.forTraining(setup.frozen());
        Value image = ops.input(IMAGE, Shape.of(count, NetworkConfig.INPUT_CHANNELS, size, size));
        MedSpikeFormer.Prediction<Value> prediction =
                new MedSpikeFormer<>(ops, setup.network(), ops.parameters()).forward(image);
        Map<String, Value> logits = new LinkedHashMap<>();
        logits.put(MASK, prediction.maskLogits());
        for (int stage = 1; stage <= stages; stage++) {
            boolean aligned = setup.teacher().isPresent() && options.aligns(stage);
            if (options.deepSupervision() > 0 || aligned) {
                logits.put(stageMask(stage), prediction.stages().get(stage - 1).maskLogits());
            }
        }
        tape = Tape.compile(ops, logits, parameters, kernels, workers, setup.recompute());
        for (int stage = 0; stage <= stages; stage++) {
            String name = stage == 0 ? MASK : stageMask(stage);
            if (logits.containsKey(name)) {
                outputs.add(new Output(name, stage, new MaskLoss(count, tape.size(name)), options));
            }
        }
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
        outputs.forEach(output -> tape.read(output.name(), output.loss().logits()));
        List<float[]> truths = batch.truths(stages);
        workers.run(outputs.size(), (index, worker) -> outputs.get(index).add(truths, teacher));
        tape.startBackward();
        LossTerms terms = LossTerms.NONE;
        for (Output output : outputs) {
            tape.setGradient(output.name(), output.loss().gradient());
            terms = terms.plus(output.terms());
        }
        tape.backward();
        return terms;
    }

    /**
     * A mask and what it costs.
     *
     * @param stage whose mask it is, from one; zero for the mask of the whole network
     */
    private record Output(String name, int stage, MaskLoss loss, LossOptions options) {

        /** Computes the losses and their gradient from the logits, which are there. */
        void add(List<float[]> truths, List<float[]> teacher) {
            loss.start();
            float[] truth = truths.get(Math.max(0, stage - 1));
            double crossEntropy = stage == 0 ? options.crossEntropy() : options.deepSupervision();
            double dice = stage == 0 ? options.dice() : options.deepSupervision();
            if (crossEntropy > 0) {
                loss.addCrossEntropy(truth, crossEntropy);
            }
            if (dice > 0) {
                loss.addDice(truth, dice);
            }
            if (stage > 0 && !teacher.isEmpty() && options.aligns(stage)) {
                loss.addAlignment(teacher.get(stage - 1), options.kl(), options.l2());
            }
        }

        LossTerms terms() {
            if (stage == 0) {
                double total = options.crossEntropy() * loss.crossEntropy() + options.dice() * loss.dice();
                return new LossTerms(total, loss.crossEntropy(), loss.dice(), 0, 0, 0);
            }
            double supervision = loss.crossEntropy() + loss.dice();
            double total =
                    options.deepSupervision() * supervision + options.kl() * loss.kl() + options.l2() * loss.l2();
            return new LossTerms(total, 0, 0, supervision, loss.kl(), loss.l2());
        }
    }
}
