package org.medspike.app.workbench;

import java.util.Optional;
import org.medspike.imaging.Examination;
import org.medspike.imaging.Placement;
import org.medspike.imaging.series.Slice;

/**
 * Where the open image comes from.
 *
 * @param examination what its file says of the examination
 * @param frame of its file, or plane of its volume, from zero
 * @param slice what results are kept for; empty where the image is no slice as it was taken
 * @param placement of the stored frame in the patient
 * @param view what the image is one of; images of one view share zoom, window and threshold
 */
public record ImageOrigin(
        Examination examination,
        int frame,
        Optional<Slice> slice,
        Optional<Placement> placement,
        Optional<Object> view) {

    /** Of an image that the program made itself. */
    public static final ImageOrigin OWN =
            new ImageOrigin(Examination.UNKNOWN, 0, Optional.empty(), Optional.empty(), Optional.empty());

    /** Tells neither file nor patient. */
    @Override
    public String toString() {
        return "ImageOrigin[" + examination + "]";
    }
}
