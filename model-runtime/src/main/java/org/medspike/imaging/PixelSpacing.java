package org.medspike.imaging;

import java.util.Optional;

/**
 * How far apart the centres of neighbouring pixels lie in the patient or on the slide.
 *
 * @param rowMm from one row to the next (downwards), in millimetres
 * @param columnMm from one column to the next (to the right), in millimetres
 */
public record PixelSpacing(double rowMm, double columnMm) {

    /** Refuses what is not a positive finite length. */
    public PixelSpacing {
        if (!isLength(rowMm) || !isLength(columnMm)) {
            throw new IllegalArgumentException("a pixel cannot be " + rowMm + " mm high and " + columnMm + " mm wide");
        }
    }

    /** The spacing after rows and columns have been exchanged. */
    public PixelSpacing exchanged() {
        return new PixelSpacing(columnMm, rowMm);
    }

    /** The spacing, or nothing where one of the two is no positive finite length. */
    public static Optional<PixelSpacing> ofMm(double rowMm, double columnMm) {
        return isLength(rowMm) && isLength(columnMm)
                ? Optional.of(new PixelSpacing(rowMm, columnMm))
                : Optional.empty();
    }

    private static boolean isLength(double value) {
        return value > 0 && value < Double.POSITIVE_INFINITY;
    }
}
