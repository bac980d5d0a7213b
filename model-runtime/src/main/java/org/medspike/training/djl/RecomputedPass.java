package org.medspike.training.djl;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.medspike.network.MedSpikeFormer;
import org.medspike.network.MedSpikeFormer.StagePass;
import org.medspike.tensor.djl.DjlOps;
import org.medspike.training.LossOptions;
import org.medspike.training.LossTerms;
import org.medspike.training.TotalLoss;

/**
 * Forward and backward with activation checkpointing (T. Chen et al., arXiv:1604.06174, 2016): the forward pass keeps the
 * features between encoder stages alone, and the backward pass computes each stage again, the last first, before it goes
 * through it. Autograd then holds one stage at a time instead of all.
 *
 * <p>The first pass leaves running statistics as they are, so that each batch moves them once.
 *
 * @param ops with gradients
 * @param learner the network that is taught
 * @param rehearsal the same network, whose running statistics stay
 * @param stages number of encoder stages
 * @param options weights of the loss terms
 */
record RecomputedPass(
        DjlOps ops,
        MedSpikeFormer<NDArray> learner,
        MedSpikeFormer<NDArray> rehearsal,
        int stages,
        LossOptions options) {

    /**
     * Leaves the gradients of the total loss at the parameters.
     *
     * @param step owns what lives until the end of the step
     */
    LossTerms step(NDManager step, NDArray images, List<NDArray> truths, List<NDArray> teacher) {
        List<NDArray> features = rehearse(step, images);
        LossTerms terms = LossTerms.NONE;
        NDArray[] gradients = new NDArray[stages];
        terms = terms.plus(decode(features, truths.get(0), gradients));
        for (int stage = stages; stage >= 1; stage--) {
            NDArray input = stage == 1 ? images : features.get(stage - 2);
            @Nullable NDArray aligned = teacher.isEmpty() ? null : teacher.get(stage - 1);
            terms = terms.plus(encode(stage, input, truths.get(stage - 1), aligned, gradients));
        }
        return terms;
    }

    /** The features of all stages; nothing else is kept. */
    private List<NDArray> rehearse(NDManager step, NDArray images) {
        List<NDArray> features = new ArrayList<>();
        for (int stage = 1; stage <= stages; stage++) {
            try (NDManager passing = step.newSubManager()) {
                // Results belong to the manager of the first operand: a view of the input in a manager that is closed.
                NDArray input = (stage == 1 ? images : features.get(stage - 2)).duplicate();
                input.attach(passing);
                NDArray found = rehearsal.encode(stage, input).features();
                found.attach(step);
                features.add(found);
            }
        }
        return features;
    }

    /** Fusion and head: gradients of the features go to {@code gradients}. */
    private LossTerms decode(List<NDArray> features, NDArray truth, NDArray[] gradients) {
        try (NDManager passing = features.get(0).getManager().newSubManager()) {
            List<NDArray> leaves = features.stream().map(f -> leaf(f, passing)).toList();
            try (GradientCollector collector = Engine.getEngine("PyTorch").newGradientCollector()) {
                TotalLoss<NDArray> loss = TotalLoss.ofMask(ops, learner.decode(leaves), truth, options);
                collector.backward(loss.total());
                for (int i = 0; i < stages; i++) {
                    gradients[i] =
                            kept(leaves.get(i).getGradient(), features.get(0).getManager());
                }
                return LossValues.of(loss);
            }
        }
    }

    /** One stage again, now with gradients; those of its input are added to what the decoder has left there. */
    private LossTerms encode(int stage, NDArray input, NDArray truth, @Nullable NDArray teacher, NDArray[] gradients) {
        NDManager step = input.getManager();
        try (NDManager passing = step.newSubManager()) {
            // The image is a leaf too: where all of stage 1 is frozen, nothing else in it would have a gradient.
            NDArray leaf = leaf(input, passing);
            try (GradientCollector collector = Engine.getEngine("PyTorch").newGradientCollector()) {
                StagePass<NDArray> pass = learner.encode(stage, leaf);
                TotalLoss<NDArray> loss = TotalLoss.ofStage(ops, stage, pass.output(), truth, teacher, options);
                // The gradient of sum(f * g) by f is g: what comes from behind enters as a loss of its own.
                NDArray behind = pass.features().mul(gradients[stage - 1]).sum();
                NDArray own = loss.total();
                collector.backward(own == null ? behind : behind.add(own.sum()));
                if (stage > 1) {
                    try (NDArray found = leaf.getGradient()) {
                        gradients[stage - 2].addi(found);
                    }
                }
                gradients[stage - 1].close();
                return LossValues.of(loss);
            }
        }
    }

    private static NDArray leaf(NDArray features, NDManager passing) {
        NDArray leaf = features.duplicate();
        leaf.attach(passing);
        leaf.setRequiresGradient(true);
        return leaf;
    }

    private static NDArray kept(NDArray gradient, NDManager step) {
        try (gradient) {
            NDArray copy = gradient.duplicate();
            copy.attach(step);
            return copy;
        }
    }
}
