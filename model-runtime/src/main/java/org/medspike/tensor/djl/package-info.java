/**
 * The algebra over DJL's PyTorch arrays: eager, fast, and able to remember gradients. Training runs on it.
 *
 * <p>This is the one place that touches {@code NDArray}, so it is the one place that must know its traps: constants
 * that must outlive the backward pass, arrays that belong to a manager, running statistics that change in place.
 */
@NullMarked
package org.medspike.tensor.djl;

import org.jspecify.annotations.NullMarked;
