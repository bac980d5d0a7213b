package org.medspike.imaging.nifti;

import java.util.Arrays;
import java.util.Optional;
import org.medspike.imaging.PixelSpacing;
import org.medspike.imaging.Vector3;

/**
 * How the voxels of a volume are counted and where they lie, as the fields of a header say it (nifti1.h, nifti2.h).
 *
 * <p>The arrays are handed over, not copied; nobody writes to them afterwards.
 *
 * @param version 1 or 2
 * @param extents along i, j, k and further dimensions; one to seven of them
 * @param pixdim eight numbers: the sign of k in the qform, then the sides of a voxel and the steps of further dimensions
 * @param units {@code xyzt_units}
 * @param qformCode what space the qform leads to; 0 for none
 * @param sformCode what space the sform leads to; 0 for none
 * @param quaternion b, c and d of the qform
 * @param shift of the qform
 * @param sform three rows of the affine, the shift last
 */
public record NiftiGrid(
        int version,
        int[] extents,
        double[] pixdim,
        int units,
        int qformCode,
        int sformCode,
        double[] quaternion,
        double[] shift,
        double[][] sform) {

    private static final int MILLIMETRE = 2;
    private static final int SCANNER = 1;
    private static final int LARGEST_OF_VERSION_1 = Short.MAX_VALUE;

    /** How far the sides of a voxel may be from right angles for a qform, which knows no others. */
    private static final double RIGHT_ANGLE = 1e-4;

    static NiftiGrid of(HeaderFields fields) {
        int[] extents = new int[(int) fields.dim()[0]];
        Arrays.setAll(extents, i -> (int) fields.dim()[i + 1]);
        return new NiftiGrid(
                fields.version(),
                extents,
                fields.pixdim(),
                fields.units(),
                fields.qformCode(),
                fields.sformCode(),
                fields.quaternion(),
                fields.shift(),
                fields.sform());
    }

    /**
     * A grid of frames that lie nowhere known.
     *
     * @param spacing of the pixels; without it sides are 1 and their unit is unknown
     */
    public static NiftiGrid unplaced(int columns, int rows, int frames, Optional<PixelSpacing> spacing) {
        double[] pixdim = {1, 1, 1, 1, 1, 1, 1, 1};
        spacing.ifPresent(mm -> {
            pixdim[1] = mm.columnMm();
            pixdim[2] = mm.rowMm();
        });
        return new NiftiGrid(
                version(columns, rows, frames),
                new int[] {columns, rows, frames},
                pixdim,
                spacing.isPresent() ? MILLIMETRE : 0,
                0,
                0,
                new double[3],
                new double[3],
                new double[3][4]);
    }

    /**
     * A grid in the patient, with scanner coordinates in millimetres.
     *
     * <p>The sform says all. A qform is added where the three steps are at right angles; those of a tilted stack are not.
     *
     * @param origin centre of the first voxel, in DICOM's axes; so are the steps
     * @param column step from a column to the next
     * @param row step from a row to the next
     * @param slice step from a slice to the next
     */
    public static NiftiGrid placed(
            int columns, int rows, int slices, Vector3 origin, Vector3 column, Vector3 row, Vector3 slice) {
        double[][] affine = new double[3][];
        affine[0] = new double[] {-column.x(), -row.x(), -slice.x(), -origin.x()};
        affine[1] = new double[] {-column.y(), -row.y(), -slice.y(), -origin.y()};
        affine[2] = new double[] {column.z(), row.z(), slice.z(), origin.z()};
        double handed = column.cross(row).dot(slice) < 0 ? -1 : 1;
        double[] pixdim = {handed, column.length(), row.length(), slice.length(), 1, 1, 1, 1};
        boolean right = isRight(column, row) && isRight(column, slice) && isRight(row, slice);
        return new NiftiGrid(
                version(columns, rows, slices),
                new int[] {columns, rows, slices},
                pixdim,
                MILLIMETRE,
                right ? SCANNER : 0,
                SCANNER,
                right ? quaternion(affine, pixdim) : new double[3],
                right ? new double[] {affine[0][3], affine[1][3], affine[2][3]} : new double[3],
                affine);
    }

    private static int version(int columns, int rows, int slices) {
        return Math.max(columns, Math.max(rows, slices)) > LARGEST_OF_VERSION_1 ? 2 : 1;
    }

    private static boolean isRight(Vector3 a, Vector3 b) {
        return Math.abs(a.dot(b)) < RIGHT_ANGLE * a.length() * b.length();
    }

    /** The last three parts of the unit quaternion whose first is not negative (nifti_mat44_to_quatern). */
    private static double[] quaternion(double[][] affine, double[] pixdim) {
        double[][] r = new double[3][3];
        for (int row = 0; row < 3; row++) {
            for (int axis = 0; axis < 3; axis++) {
                double sign = axis == 2 ? pixdim[0] : 1;
                r[row][axis] = sign * affine[row][axis] / pixdim[axis + 1];
            }
        }
        double trace = r[0][0] + r[1][1] + r[2][2];
        if (trace > -0.5) {
            double a = 0.5 * Math.sqrt(trace + 1);
            double s = 0.25 / a;
            return new double[] {s * (r[2][1] - r[1][2]), s * (r[0][2] - r[2][0]), s * (r[1][0] - r[0][1])};
        }
        int first = r[0][0] >= r[1][1] && r[0][0] >= r[2][2] ? 0 : r[1][1] >= r[2][2] ? 1 : 2;
        int second = (first + 1) % 3;
        int third = (first + 2) % 3;
        double[] q = new double[3];
        q[first] = 0.5 * Math.sqrt(1 + r[first][first] - r[second][second] - r[third][third]);
        double s = 0.25 / q[first];
        q[second] = s * (r[first][second] + r[second][first]);
        q[third] = s * (r[first][third] + r[third][first]);
        double a = s * (r[third][second] - r[second][third]);
        if (a < 0) {
            for (int i = 0; i < 3; i++) {
                q[i] = -q[i];
            }
        }
        return q;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NiftiGrid grid
                && version == grid.version
                && Arrays.equals(extents, grid.extents)
                && Arrays.equals(pixdim, grid.pixdim)
                && units == grid.units
                && qformCode == grid.qformCode
                && sformCode == grid.sformCode
                && Arrays.equals(quaternion, grid.quaternion)
                && Arrays.equals(shift, grid.shift)
                && Arrays.deepEquals(sform, grid.sform);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(extents) + Arrays.deepHashCode(sform);
    }

    @Override
    public String toString() {
        return "NiftiGrid" + Arrays.toString(extents);
    }
}
