package org.medspike.imaging.dicom;

import java.util.BitSet;
import java.util.Map;

/**
 * What a segmentation object outlines in the images that it refers to.
 *
 * @param rows of each image
 * @param columns of each image
 * @param objects for each SOP Instance UID of an image, the pixels of all segments together, {@code row * columns +
 *     column}, as the image is stored; images that it refers to without a pixel in any segment may be missing or empty
 */
public record DicomSegmentation(int rows, int columns, Map<String, BitSet> objects) {}
