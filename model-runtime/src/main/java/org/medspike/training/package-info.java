/**
 * Teaching a network on a folder of images and masks: data, augmentation, losses, optimiser, schedule, checkpoints.
 *
 * <p>What computes gradients is behind {@link org.medspike.training.GradientEngine}; DJL's is in a sub-package. The
 * network itself, and turning the result into a model that can be shipped, stay out.
 */
@NullMarked
package org.medspike.training;

import org.jspecify.annotations.NullMarked;
