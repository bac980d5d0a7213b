/**
 * DICOM files: a data-set parser, images with native, RLE and JPEG pixel data, and segmentations (SEG).
 *
 * <p>{@link org.medspike.imaging.dicom.DicomFiles} tells what a training data folder has to know of a file. A patient's
 * identity is read for keeping patients apart and goes into no message. Making objects is in {@code write}. The
 * network and JPEG-LS, JPEG 2000 and later codecs stay out; so do palettes, luminance with chroma outside JPEG, and look-up
 * tables.
 */
@NullMarked
package org.medspike.imaging.dicom;

import org.jspecify.annotations.NullMarked;
