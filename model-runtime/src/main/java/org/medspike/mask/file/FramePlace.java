package org.medspike.mask.file;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.medspike.imaging.ImageReadException;
import org.medspike.imaging.ImageSource;
import org.medspike.imaging.Placement;
import org.medspike.imaging.dicom.DicomFiles;
import org.medspike.imaging.dicom.SourceObject;

/**
 * What tells which part of a mask file belongs to a frame.
 *
 * @param width columns as stored
 * @param height rows as stored
 * @param number of the frame in its image, from 1
 * @param frames how many the image has
 * @param sopInstanceUid of the image; empty where it is no DICOM
 * @param seriesInstanceUid likewise
 * @param frameOfReferenceUid likewise
 * @param placement where it lies; empty where that is unknown
 */
public record FramePlace(
        int width,
        int height,
        int number,
        int frames,
        String sopInstanceUid,
        String seriesInstanceUid,
        String frameOfReferenceUid,
        Optional<Placement> placement) {

    /**
     * The frames of an open image, all of the size of the first.
     *
     * @param file that the image was opened from
     */
    public static List<FramePlace> of(Path file, ImageSource image) throws ImageReadException {
        Optional<SourceObject> source = DicomFiles.source(file);
        int frames = image.info().frames();
        List<FramePlace> places = new ArrayList<>();
        for (int i = 0; i < frames; i++) {
            places.add(new FramePlace(
                    image.info().width(),
                    image.info().height(),
                    i + 1,
                    frames,
                    source.map(SourceObject::sopInstanceUid).orElse(""),
                    source.map(SourceObject::seriesInstanceUid).orElse(""),
                    source.map(SourceObject::frameOfReferenceUid).orElse(""),
                    image.placement(i)));
        }
        return places;
    }
}
