package org.medspike.training;

/**
 * Weights of the terms of the total loss, equation (14) with deep supervision; zero switches a term off.
 *
 * @param kl weight of the Kullback-Leibler term of definition 2
 * @param l2 weight of the squared-difference term of definition 2
 * @param deepSupervision weight of the segmentation loss of each stage mask
 */
public record LossOptions(double kl, double l2, double deepSupervision) {

    /** The paper's two alignment terms at weight one, and a small deep supervision. */
    public static final LossOptions DEFAULT = new LossOptions(1, 1, 0.1);
}
