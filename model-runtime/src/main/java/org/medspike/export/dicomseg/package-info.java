/**
 * Masks and probabilities as DICOM segmentation objects (PS3.3, A.51): BINARY and FRACTIONAL, one segment, one frame for each
 * source frame in which there is something.
 *
 * <p>{@link org.medspike.export.dicomseg.SegmentationFile} writes them. What they say of the patient is copied from the source,
 * or replaced by {@link org.medspike.export.dicomseg.BasicProfile}. Encoding stays in
 * {@code org.medspike.imaging.dicom.write}.
 */
@NullMarked
package org.medspike.export.dicomseg;

import org.jspecify.annotations.NullMarked;
