/** Inference by PyTorch, operation by operation, through DJL: slower, and an independent judge. */
@NullMarked
package org.medspike.inference.eager;

import org.jspecify.annotations.NullMarked;
