package org.medspike.export.dicomseg;

import java.util.Optional;
import org.medspike.export.FrameResult;
import org.medspike.imaging.Placement;
import org.medspike.imaging.dicom.SourceObject;

/**
 * A frame of a DICOM image and what was found in it.
 *
 * @param source the image
 * @param number of the frame in the image, from 1
 * @param placement where it lies; empty where that is unknown
 * @param result what was found
 */
public record SegmentedFrame(SourceObject source, int number, Optional<Placement> placement, FrameResult result) {}
