/** Gradients by the engine of our own, {@link org.medspike.engine}. How a training is run stays out. */
@NullMarked
package org.medspike.training.spike;

import org.jspecify.annotations.NullMarked;
