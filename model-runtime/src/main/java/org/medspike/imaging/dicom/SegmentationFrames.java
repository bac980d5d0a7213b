package org.medspike.imaging.dicom;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.medspike.imaging.Placement;

/**
 * The frames of a segmentation object as they stand in the file, several of them perhaps on one image.
 *
 * @param rows of each frame
 * @param columns of each frame
 * @param frameOfReferenceUid the space that positions are told in; empty where there is none
 * @param seriesInstanceUids the series that its images are of
 * @param frames in the order of the file
 */
public record SegmentationFrames(
        int rows, int columns, String frameOfReferenceUid, List<String> seriesInstanceUids, List<Drawn> frames) {

    /**
     * A frame.
     *
     * @param images what it was drawn on; empty where the file does not say
     * @param placement where it lies; empty where the file does not say
     * @param object pixels of the object, {@code row * columns + column}
     */
    public record Drawn(List<ImageFrame> images, Optional<Placement> placement, BitSet object) {}

    /**
     * A frame of an image.
     *
     * @param sopInstanceUid the image
     * @param number of the frame, from 1; 0 where none is named, as for images of one frame
     */
    public record ImageFrame(String sopInstanceUid, int number) {}
}
