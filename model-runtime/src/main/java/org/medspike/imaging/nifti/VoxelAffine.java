package org.medspike.imaging.nifti;

import java.util.Optional;
import org.medspike.imaging.PixelSpacing;
import org.medspike.imaging.Placement;
import org.medspike.imaging.Vector3;

/**
 * From voxels to the patient, in DICOM's axes: NIfTI's x and y point the other way.
 *
 * @param origin centre of the first voxel
 * @param alongI from a voxel to the next along i, in millimetres
 * @param alongJ likewise
 * @param alongK likewise
 */
record VoxelAffine(Vector3 origin, Vector3 alongI, Vector3 alongJ, Vector3 alongK) {

    /**
     * The affine of a header.
     *
     * @param axes rows are right, anterior and superior, columns the directions of i, j and k
     * @param mm length of the header's unit
     */
    static VoxelAffine of(double[][] axes, double[] shift, double mm) {
        return new VoxelAffine(
                new Vector3(-shift[0] * mm, -shift[1] * mm, shift[2] * mm),
                column(axes, 0, mm),
                column(axes, 1, mm),
                column(axes, 2, mm));
    }

    private static Vector3 column(double[][] axes, int voxel, double mm) {
        return new Vector3(-axes[0][voxel] * mm, -axes[1][voxel] * mm, axes[2][voxel] * mm);
    }

    /** Where a slice lies; empty where its sides are no right-angled pair. */
    Optional<Placement> placement(int slice) {
        double column = alongI.length();
        double row = alongJ.length();
        return PixelSpacing.ofMm(row, column)
                .flatMap(spacing -> Placement.of(
                        origin.plus(alongK.times(slice)), alongI.times(1 / column), alongJ.times(1 / row), spacing));
    }
}
