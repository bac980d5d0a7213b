/**
 * How good a segmentation is: metrics of one image, their averages with intervals, and tests between two models.
 *
 * <p>Numbers only, so that training may score with the very same code. How predictions are made is in {@code run}, what
 * is written about them in {@code report}.
 */
@NullMarked
package org.medspike.evaluation;

import org.jspecify.annotations.NullMarked;
