/**
 * Masks that come from files, this program's own and those of others: DICOM segmentations, NIfTI volumes and GeoJSON.
 *
 * <p>{@link org.medspike.mask.file.MaskFiles} opens one; {@link org.medspike.mask.file.MaskFile} lays it onto the frames of an
 * image, before or after which it may have been opened. A file that does not belong to the image is refused in a sentence,
 * never resampled or stretched. Writing masks stays in {@code org.medspike.export}.
 */
@NullMarked
package org.medspike.mask.file;

import org.jspecify.annotations.NullMarked;
