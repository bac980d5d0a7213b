package org.medspike.imaging.series;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.medspike.imaging.PixelSpacing;
import org.medspike.imaging.Placement;

/**
 * One image of a series, known by its header; its pixels are in a {@link SliceStore}.
 *
 * @param file where its pixels are
 * @param frame which frame of the file, from zero
 * @param width columns as stored
 * @param height rows, likewise
 * @param spacing of the pixels as stored; empty where the file gives none
 * @param placement of the stored frame; empty where the file does not say where it lies
 * @param number of the image within its series, where the file gives one
 */
public record Slice(
        Path file,
        int frame,
        int width,
        int height,
        Optional<PixelSpacing> spacing,
        Optional<Placement> placement,
        OptionalInt number) {

    /** Does not tell the file, whose name may be a patient's. */
    @Override
    public String toString() {
        return "Slice[" + width + " x " + height + ", frame " + frame + "]";
    }
}
