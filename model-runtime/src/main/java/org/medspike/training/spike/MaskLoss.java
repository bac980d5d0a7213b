package org.medspike.training.spike;

import java.util.Arrays;

/**
 * The losses of one mask, equation (13) and definition 2, and their gradients by its logits, in double precision: the same
 * formulas as {@link org.medspike.training.TotalLoss}, with derivatives by hand. Its arrays are used again for each batch.
 */
final class MaskLoss {

    /** ε of equation (13). */
    private static final double DICE_SMOOTHING = 1;

    /** ε of definition 2. */
    private static final double ALIGNMENT_EPSILON = 1e-4;

    private final int images;
    private final float[] logits;
    private final float[] gradient;
    private final double[] probabilities;
    private final double[] softplus;
    private double crossEntropy;
    private double dice;
    private double kl;
    private double l2;

    /**
     * Losses of one mask.
     *
     * @param pixels of all images together
     */
    MaskLoss(int images, int pixels) {
        this.images = images;
        logits = new float[pixels];
        gradient = new float[pixels];
        probabilities = new double[pixels];
        softplus = new double[pixels];
    }

    /** The logits, to be filled in before {@link #start}. */
    float[] logits() {
        return logits;
    }

    /** The gradient of all that was added since {@link #start}. */
    float[] gradient() {
        return gradient;
    }

    /** L_BCE as last computed, before its weight, as are all. */
    double crossEntropy() {
        return crossEntropy;
    }

    /** L_Dice, the mean over images. */
    double dice() {
        return dice;
    }

    /** The Kullback-Leibler term. */
    double kl() {
        return kl;
    }

    /** The squared-difference term. */
    double l2() {
        return l2;
    }

    /** The logits of a new batch are there. */
    void start() {
        crossEntropy = 0;
        dice = 0;
        kl = 0;
        l2 = 0;
        Arrays.fill(gradient, 0f);
        for (int i = 0; i < logits.length; i++) {
            double x = logits[i];
            double e = Math.exp(-Math.abs(x));
            probabilities[i] = (x >= 0 ? 1 : e) / (1 + e);
            softplus[i] = Math.max(x, 0) + Math.log1p(e);
        }
    }

    /** Adds L_BCE. */
    void addCrossEntropy(float[] truth, double weight) {
        int n = logits.length;
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += softplus[i] - (double) logits[i] * truth[i];
            gradient[i] += (float) (weight * (probabilities[i] - truth[i]) / n);
        }
        crossEntropy = sum / n;
    }

    /** Adds L_Dice. */
    void addDice(float[] truth, double weight) {
        int plane = logits.length / images;
        double sum = 0;
        for (int image = 0; image < images; image++) {
            double shared = 0;
            double squares = 0;
            for (int i = image * plane; i < (image + 1) * plane; i++) {
                shared += probabilities[i] * truth[i];
                squares += probabilities[i] * probabilities[i] + (double) truth[i] * truth[i];
            }
            double above = 2 * shared + DICE_SMOOTHING;
            double below = squares + DICE_SMOOTHING;
            sum += above / below;
            for (int i = image * plane; i < (image + 1) * plane; i++) {
                double p = probabilities[i];
                double byProbability = (2 * truth[i] - above / below * 2 * p) / below;
                gradient[i] -= (float) (weight * byProbability * p * (1 - p) / images);
            }
        }
        dice = 1 - sum / images;
    }

    /** Adds the two terms of definition 2, each only where its weight is not zero. */
    void addAlignment(float[] teacher, double klWeight, double l2Weight) {
        int n = logits.length;
        double sumKl = 0;
        double sumL2 = 0;
        for (int i = 0; i < n; i++) {
            double p = probabilities[i];
            double inside = p * (1 - p) / n;
            if (klWeight > 0) {
                // log σ(x) = x - softplus(x), exact where σ(x) underflows.
                double ratio = logits[i] - softplus[i] - Math.log(teacher[i] + ALIGNMENT_EPSILON);
                sumKl += p * ratio;
                gradient[i] += (float) (klWeight * inside * (ratio + 1));
            }
            if (l2Weight > 0) {
                double difference = p - teacher[i];
                sumL2 += difference * difference;
                gradient[i] += (float) (l2Weight * inside * 2 * difference);
            }
        }
        kl = sumKl / n;
        l2 = sumL2 / n;
    }
}
