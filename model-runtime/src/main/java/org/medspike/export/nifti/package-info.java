/**
 * Masks and probabilities as NIfTI volumes that lie exactly as their image does.
 *
 * <p>{@link org.medspike.export.FrameStack} finds the grid of slices that were read one by one. Reading NIfTI stays in
 * {@code org.medspike.imaging.nifti}.
 */
@NullMarked
package org.medspike.export.nifti;

import org.jspecify.annotations.NullMarked;
