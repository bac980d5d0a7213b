/**
 * NIfTI-1 and NIfTI-2 volumes: {@code .nii}, {@code .nii.gz}, and pairs of {@code .hdr} and {@code .img}.
 *
 * <p>A frame is a slice along k as it is stored: columns are i, rows are j; further volumes (points in time) follow the
 * first. Orientation brings the slice upright: see {@link org.medspike.imaging.nifti.SliceOrientation} for the rule.
 * ANALYZE files without NIfTI's mark stay out, and so do complex numbers.
 */
@NullMarked
package org.medspike.imaging.nifti;

import org.jspecify.annotations.NullMarked;
