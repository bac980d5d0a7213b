/** Gradients by DJL's PyTorch engine. How a training is run stays out. */
@NullMarked
package org.medspike.training.djl;

import org.jspecify.annotations.NullMarked;
