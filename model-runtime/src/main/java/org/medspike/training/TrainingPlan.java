package org.medspike.training;

import java.util.LinkedHashMap;
import java.util.Map;
import org.medspike.network.NetworkConfig;

/**
 * Everything that decides how a training runs, apart from its data and its starting weights.
 *
 * @param config the spiking network; the ANN twin follows from it
 * @param size side in pixels to which images are squashed
 * @param batch images a step
 * @param seed of the split, the fresh weights, the order and the augmentation
 * @param twinEpochs epochs of the ANN twin; zero where it is taken over from the start or there is none
 * @param epochs epochs of the spiking network
 * @param learningRate highest learning rate of both phases
 * @param weightDecay decoupled weight decay of kernels
 * @param validationShare part of the pairs that is held out
 * @param augmentation variations of the images
 * @param losses weights of the loss terms
 */
public record TrainingPlan(
        NetworkConfig config,
        int size,
        int batch,
        long seed,
        int twinEpochs,
        int epochs,
        double learningRate,
        double weightDecay,
        double validationShare,
        Augmentation augmentation,
        LossOptions losses) {

    /** Steps over which the learning rate warms up. */
    static final int WARM_UP_STEPS = 50;

    /** Limit of the joint norm of all gradients. */
    static final double GRADIENT_NORM = 1;

    /** Refuses what cannot run. */
    public TrainingPlan {
        require(
                size >= 32 && size % config.sizeMultiple() == 0,
                "the size must be a multiple of " + config.sizeMultiple() + " and at least 32, not " + size);
        require(batch >= 1, "the batch must hold at least one image, not " + batch);
        require(twinEpochs >= 0 && epochs >= 1, "epochs must be positive");
        require(learningRate > 0, "the learning rate must be positive: " + learningRate);
        require(validationShare > 0 && validationShare < 1, "the validation share must lie between 0 and 1");
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /** All settings by name, for a model card and for telling whether a checkpoint belongs to this plan. */
    public Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("network", config.toString());
        settings.put("size", Integer.toString(size));
        settings.put("batch", Integer.toString(batch));
        settings.put("seed", Long.toString(seed));
        settings.put("twinEpochs", Integer.toString(twinEpochs));
        settings.put("epochs", Integer.toString(epochs));
        settings.put("learningRate", Double.toString(learningRate));
        settings.put("weightDecay", Double.toString(weightDecay));
        settings.put("validationShare", Double.toString(validationShare));
        settings.put("augmentation", augmentation.toString());
        settings.put("losses", losses.toString());
        return settings;
    }
}
