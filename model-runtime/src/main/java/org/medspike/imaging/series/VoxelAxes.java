package org.medspike.imaging.series;

import org.medspike.imaging.Vector3;

/** Which voxel axis runs along which of the patient's, most nearly, and whether against it. */
final class VoxelAxes {

    private static final int[][] ORDERS = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};

    private final int[] voxelAxis;
    private final boolean[] against = new boolean[3];

    /**
     * The axes of a stack.
     *
     * @param directions unit vectors along rows, along columns, and from slice to slice
     */
    VoxelAxes(Vector3... directions) {
        double[][] parts = new double[3][];
        for (int i = 0; i < 3; i++) {
            parts[i] = new double[] {directions[i].x(), directions[i].y(), directions[i].z()};
        }
        int[] best = ORDERS[0];
        double most = -1;
        for (int[] order : ORDERS) {
            double along = 0;
            for (int axis = 0; axis < 3; axis++) {
                along += Math.abs(parts[order[axis]][axis]);
            }
            if (along > most + 1e-6) {
                most = along;
                best = order;
            }
        }
        voxelAxis = best;
        for (int axis = 0; axis < 3; axis++) {
            against[axis] = parts[best[axis]][axis] < 0;
        }
    }

    /** The voxel axis (0 columns, 1 rows, 2 slices) along an axis of the patient (0 x, 1 y, 2 z). */
    int voxelAxis(int patientAxis) {
        return voxelAxis[patientAxis];
    }

    /** Whether it runs against that axis. */
    boolean runsAgainst(int patientAxis) {
        return against[patientAxis];
    }
}
