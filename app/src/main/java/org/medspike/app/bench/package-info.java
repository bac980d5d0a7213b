/**
 * Measures engines against each other on the same model in the same run.
 *
 * <p>Each engine works in a process of its own, so that its memory is its own and the others' pools do not disturb it;
 * the measurements are taken in turns, so that a noisy machine hits all alike. What is printed stays out.
 */
@NullMarked
package org.medspike.app.bench;

import org.jspecify.annotations.NullMarked;
