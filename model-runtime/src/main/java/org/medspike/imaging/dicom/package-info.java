/**
 * DICOM files: a data-set parser, images in all common transfer syntaxes, and segmentations (SEG).
 *
 * <p>{@link org.medspike.imaging.dicom.DicomProvider} is the seam for another library that opens images.
 * {@link org.medspike.imaging.dicom.DicomFiles} tells what pairing files has to know of them. A patient's identity is read for
 * keeping patients apart and goes into no message. Codecs live in {@code imaging.codec}, making objects in {@code write}; the
 * network stays out.
 */
@NullMarked
package org.medspike.imaging.dicom;

import org.jspecify.annotations.NullMarked;
