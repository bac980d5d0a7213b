/**
 * The inner loops of the engine, each behind an interface of its own.
 *
 * <p>{@code plain} holds the loop that says what a kernel computes, and that does the work where there are no wide
 * vectors; {@code vector} holds the same on Java's Vector API. A kernel works on one row of an image, minimal filtering on
 * two: pixels lie side by side, the channels of a pixel innermost, padded to a multiple of {@link
 * org.medspike.engine.kernel.Kernels#LANE_GROUP}. Spikes are bits, channel c is bit {@code c % 32} of word {@code c / 32} of
 * its pixel. Kernels allocate nothing, keep nothing and are thread safe; which one runs when, and on what memory, stays out.
 */
@NullMarked
package org.medspike.engine.kernel;

import org.jspecify.annotations.NullMarked;
