/**
 * Heat maps as numbers over a data set: how the maps of SDSA and of the four interactions agree with those of SA, and whether
 * each map points at the object.
 *
 * <p>How maps are made stays in {@code org.medspike.inference}; how good a mask is in {@code org.medspike.evaluation}.
 */
@NullMarked
package org.medspike.alignment;

import org.jspecify.annotations.NullMarked;
