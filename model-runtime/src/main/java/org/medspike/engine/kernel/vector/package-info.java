/**
 * The kernels on Java's Vector API.
 *
 * <p>The width of a vector is the platform's, a constant of the process, and so is the tile that is tuned for it. What makes
 * such code slow is avoided throughout: species that are no constants, vectors that are carried through nested loops,
 * masks that are turned into numbers (JDK 17 boxes them).
 */
@NullMarked
package org.medspike.engine.kernel.vector;

import org.jspecify.annotations.NullMarked;
