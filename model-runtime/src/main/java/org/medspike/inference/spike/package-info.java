/** Inference by the engine of our own, {@link org.medspike.engine}. */
@NullMarked
package org.medspike.inference.spike;

import org.jspecify.annotations.NullMarked;
