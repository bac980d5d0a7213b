/**
 * Teaching a network on a folder of images and masks: data, augmentation, losses, optimiser, schedule, checkpoints.
 *
 * <p>What computes gradients is behind {@link org.medspike.training.GradientEngine}; DJL's is in a sub-package. {@link
 * org.medspike.training.FineTuner} goes from a folder to a model in the library. The network itself stays out.
 */
@NullMarked
package org.medspike.training;

import org.jspecify.annotations.NullMarked;
