package org.medspike.training;

/**
 * Scores on held-out images at their own sizes.
 *
 * @param meanIou mean of the images' intersection over union (mIoU)
 * @param meanDice mean of the images' Dice similarity coefficient (DSC)
 * @param images number of images, n
 */
public record ValidationScore(double meanIou, double meanDice, int images) {}
