/**
 * How good a segmentation is: metrics with their averages and edge rules.
 *
 * <p>Numbers only. How predictions are made stays out.
 */
@NullMarked
package org.medspike.evaluation;

import org.jspecify.annotations.NullMarked;
