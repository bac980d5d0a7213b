package org.medspike.imaging.nifti;

import org.medspike.imaging.Orientation;

/**
 * How a slice along k is held upright.
 *
 * <p>The rule, which is the radiological convention: the patient's left is on the right of the screen, posterior and
 * inferior are below. In an axial slice anterior is thus at the top and the patient's right on the left, in a coronal one
 * superior is at the top, in a sagittal one anterior is on the left and superior at the top. Each voxel axis counts as
 * the anatomical axis that it runs along most nearly; nothing is resampled. Where the header gives no orientation, i is
 * taken to run to the patient's left and j to anterior, as in the ANALYZE files that NIfTI grew from.
 *
 * <p>The rule sees the geometry alone, so an image and its mask of the same geometry come out alike.
 */
final class SliceOrientation {

    private static final int[][] ORDERS = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};

    private SliceOrientation() {}

    /** Without any geometry: only the rows are turned over. */
    static Orientation unknown() {
        return Orientation.of(false, false, true);
    }

    /**
     * The orientation for a geometry.
     *
     * @param axes rows are right, anterior and superior, columns the directions of i, j and k
     */
    static Orientation of(double[][] axes) {
        double[] lengths = new double[3];
        for (int voxel = 0; voxel < 3; voxel++) {
            lengths[voxel] = Math.hypot(Math.hypot(axes[0][voxel], axes[1][voxel]), axes[2][voxel]);
            if (!(lengths[voxel] > 0 && lengths[voxel] < Double.POSITIVE_INFINITY)) {
                return unknown();
            }
        }
        int[] best = ORDERS[0];
        double most = -1;
        for (int[] order : ORDERS) {
            double along = 0;
            for (int voxel = 0; voxel < 3; voxel++) {
                along += Math.abs(axes[order[voxel]][voxel]) / lengths[voxel];
            }
            // Equal but for rounding: the first order wins, whatever the last bit says.
            if (along > most + 1e-6) {
                most = along;
                best = order;
            }
        }
        boolean exchanged = best[0] > best[1];
        return Orientation.of(exchanged, axes[best[0]][0] > 0, axes[best[1]][1] > 0);
    }
}
