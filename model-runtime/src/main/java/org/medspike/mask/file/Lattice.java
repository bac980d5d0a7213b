package org.medspike.mask.file;

import java.util.Optional;
import org.medspike.imaging.Placement;
import org.medspike.imaging.Vector3;

/**
 * The voxels of a mask as points in the patient, and how the pixels of a frame meet them.
 *
 * @param origin centre of voxel (0, 0, 0)
 * @param i step to the next voxel of a row
 * @param j step to the next row
 * @param k step to the next slice
 */
record Lattice(Vector3 origin, Vector3 i, Vector3 j, Vector3 k) {

    /** How far a pixel may lie from the voxel that it is taken for, as a share of the step. */
    private static final double NEAR = 0.1;

    /** Of a plane, with a slice step of a millimetre along the normal. */
    static Lattice of(Placement plane) {
        return of(plane, plane.normal());
    }

    /** Of a stack of planes. */
    static Lattice of(Placement first, Vector3 step) {
        return new Lattice(
                first.origin(),
                first.alongRow().times(first.spacing().columnMm()),
                first.alongColumn().times(first.spacing().rowMm()),
                step);
    }

    /**
     * Voxels of a frame's pixels: the first one's, and the steps along a row and along a column, of whole numbers.
     *
     * @param first of the pixel at (0, 0)
     * @param column from a column to the next; one of the three is 1 or -1
     * @param row from a row to the next, likewise
     */
    record Walk(int[] first, int[] column, int[] row) {

        /** Coordinate of a pixel's voxel along an axis. */
        int at(int axis, int x, int y) {
            return first[axis] + x * column[axis] + y * row[axis];
        }
    }

    /**
     * How the pixels of a frame walk over the voxels; empty where they do not lie on them.
     *
     * <p>Axes may be exchanged and turned round. Nothing is resampled: each pixel must lie on a voxel.
     */
    Optional<Walk> walk(Placement frame, int width, int height) {
        double[] first = coordinates(frame.origin().minus(origin));
        double[] column = coordinates(frame.alongRow().times(frame.spacing().columnMm()));
        double[] row = coordinates(frame.alongColumn().times(frame.spacing().rowMm()));
        if (!isUnit(column) || !isUnit(row)) {
            return Optional.empty();
        }
        for (int axis = 0; axis < 3; axis++) {
            double drift = Math.abs(column[axis] - Math.rint(column[axis])) * (width - 1)
                    + Math.abs(row[axis] - Math.rint(row[axis])) * (height - 1);
            double off = Math.abs(first[axis] - Math.rint(first[axis]));
            if (!(off + drift < NEAR) || Math.abs(first[axis]) > Integer.MAX_VALUE / 4.0) {
                return Optional.empty();
            }
        }
        return Optional.of(new Walk(rounded(first), rounded(column), rounded(row)));
    }

    /** Whether a step leads to a neighbour, along one axis. */
    private static boolean isUnit(double[] step) {
        int[] whole = rounded(step);
        return Math.abs(whole[0]) + Math.abs(whole[1]) + Math.abs(whole[2]) == 1;
    }

    private static int[] rounded(double[] values) {
        return new int[] {(int) Math.rint(values[0]), (int) Math.rint(values[1]), (int) Math.rint(values[2])};
    }

    /** A vector in steps of i, j and k (Cramer's rule). */
    private double[] coordinates(Vector3 v) {
        double volume = i.dot(j.cross(k));
        return new double[] {v.dot(j.cross(k)) / volume, i.dot(v.cross(k)) / volume, i.dot(j.cross(v)) / volume};
    }
}
