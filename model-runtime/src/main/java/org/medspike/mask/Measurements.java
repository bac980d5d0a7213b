package org.medspike.mask;

import org.jspecify.annotations.Nullable;
import org.medspike.imaging.PixelSpacing;
import org.medspike.imaging.Plane;

/**
 * What is measured of a mask, each number with its unit.
 *
 * <p>The longest diameter is the maximum Feret diameter: the largest distance between any two corners of pixels of one
 * part, and of these the largest over all parts. A single pixel therefore measures 1.41 px. An empty mask has no parts,
 * area and diameter 0, and no mean probability.
 *
 * @param components number of parts (pixels that touch at an edge or corner belong together)
 * @param area area of all parts together
 * @param areaUnit {@code mm²}, or {@code px²} where the size of a pixel is unknown
 * @param longestDiameter longest diameter of any part
 * @param diameterUnit {@code mm}, or {@code px} where the size of a pixel is unknown
 * @param meanProbability mean of the predicted probability over the object's pixels, or NaN where it is unknown or the
 *     mask is empty
 */
public record Measurements(
        int components,
        double area,
        String areaUnit,
        double longestDiameter,
        String diameterUnit,
        double meanProbability) {

    /**
     * Measures a mask.
     *
     * @param probability the map that the mask was made from, of the same size, or null where there is none
     * @param spacing the size of a pixel, or null where it is unknown
     */
    public static Measurements of(Mask mask, @Nullable Plane probability, @Nullable PixelSpacing spacing) {
        Components components = Components.of(mask);
        double mean = probability == null ? Double.NaN : mean(mask, probability);
        int pixels = mask.pixelCount();
        if (spacing == null) {
            double diameter = FeretDiameter.longest(components, 1, 1);
            return new Measurements(components.count(), pixels, "px²", diameter, "px", mean);
        }
        double diameter = FeretDiameter.longest(components, spacing.columnMm(), spacing.rowMm());
        double area = pixels * spacing.rowMm() * spacing.columnMm();
        return new Measurements(components.count(), area, "mm²", diameter, "mm", mean);
    }

    /** Whether the numbers are in millimetres. */
    public boolean isCalibrated() {
        return diameterUnit.equals("mm");
    }

    private static double mean(Mask mask, Plane probability) {
        if (probability.width() != mask.width() || probability.height() != mask.height()) {
            throw new IllegalArgumentException("the probability map is " + probability.width() + " x "
                    + probability.height() + " pixels, the mask " + mask.width() + " x " + mask.height());
        }
        double sum = 0;
        int count = 0;
        for (int i = mask.pixels().nextSetBit(0); i >= 0; i = mask.pixels().nextSetBit(i + 1)) {
            sum += probability.values()[i];
            count++;
        }
        return count == 0 ? Double.NaN : sum / count;
    }
}
