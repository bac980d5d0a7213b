package org.medspike.imaging;

import java.util.Optional;

/**
 * Where the pixels of a stored frame lie in the patient (PS3.3, C.7.6.2.1.1).
 *
 * @param origin centre of the upper left pixel
 * @param alongRow unit vector from a pixel to the next one of its row
 * @param alongColumn unit vector from a pixel to the next one of its column
 * @param spacing of the pixels
 */
public record Placement(Vector3 origin, Vector3 alongRow, Vector3 alongColumn, PixelSpacing spacing) {

    /** How far directions that files write with few digits may be from unit length and from a right angle. */
    private static final double TOLERANCE = 1e-2;

    /**
     * The placement, or nothing where the directions are no right-angled pair of unit vectors or the origin is no point.
     * Lengths are made exactly one.
     */
    public static Optional<Placement> of(Vector3 origin, Vector3 alongRow, Vector3 alongColumn, PixelSpacing spacing) {
        double row = alongRow.length();
        double column = alongColumn.length();
        boolean sound = Math.abs(row - 1) < TOLERANCE
                && Math.abs(column - 1) < TOLERANCE
                && Math.abs(alongRow.dot(alongColumn)) < TOLERANCE
                && Double.isFinite(origin.length());
        return sound
                ? Optional.of(new Placement(origin, alongRow.times(1 / row), alongColumn.times(1 / column), spacing))
                : Optional.empty();
    }

    /** Unit vector at right angles to rows and columns; together with them right-handed. */
    public Vector3 normal() {
        return alongRow.cross(alongColumn);
    }

    /** Centre of a pixel; fractions lie between centres. */
    public Vector3 at(double column, double row) {
        return origin.plus(alongRow.times(column * spacing.columnMm())).plus(alongColumn.times(row * spacing.rowMm()));
    }
}
