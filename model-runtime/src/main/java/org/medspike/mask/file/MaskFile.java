package org.medspike.mask.file;

import java.util.List;
import org.medspike.imaging.ImageReadException;
import org.medspike.mask.Mask;

/**
 * A mask file that has been read and waits for its image. It may be kept until the image is opened, and laid onto several
 * images one after another. Immutable and thread safe.
 */
public sealed interface MaskFile permits SegmentationMask, VolumeMask, OutlineMask {

    /**
     * Lays the mask onto frames.
     *
     * @param frames of one image, or of all images of a series, in any order
     * @return a mask for each, in the same order, in the raster of the frame as it is stored; empty where the file has nothing
     * @throws ImageReadException if the file does not belong to these frames
     */
    List<Mask> onto(List<FramePlace> frames) throws ImageReadException;
}
