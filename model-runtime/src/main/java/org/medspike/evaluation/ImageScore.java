package org.medspike.evaluation;

import java.util.Optional;
import java.util.OptionalDouble;
import org.medspike.imaging.PixelSpacing;
import org.medspike.mask.Mask;

/**
 * How good the prediction for one image is.
 *
 * @param stem name of the image in its data folder
 * @param width columns of the raster that was scored
 * @param height rows of it
 * @param counts pixels found, missed and wrongly marked
 * @param hd95 distance of the outlines; undefined where exactly one mask is empty
 * @param lengthUnit of that distance: {@code mm}, or {@code px} where the size of a pixel is unknown
 */
public record ImageScore(String stem, int width, int height, Confusion counts, OptionalDouble hd95, String lengthUnit) {

    /** Unit of lengths where the size of a pixel is unknown. */
    public static final String PIXELS = "px";

    /**
     * Scores a prediction.
     *
     * @param predicted of the truth's size
     * @param spacing size of a pixel of that raster, where it is known
     */
    public static ImageScore of(String stem, Mask predicted, Mask truth, Optional<PixelSpacing> spacing) {
        return new ImageScore(
                stem,
                truth.width(),
                truth.height(),
                Confusion.of(predicted, truth),
                SurfaceDistance.hd95(predicted, truth, spacing),
                spacing.isPresent() ? "mm" : PIXELS);
    }

    /** A value; empty where it is undefined ({@link Measure#EMPTY_MASK_RULES}). */
    public OptionalDouble value(Measure measure) {
        return measure == Measure.HD95 ? hd95 : measure.of(counts);
    }
}
