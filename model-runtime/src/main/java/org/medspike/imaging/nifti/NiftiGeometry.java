package org.medspike.imaging.nifti;

import java.util.Optional;
import org.medspike.imaging.Orientation;
import org.medspike.imaging.PixelSpacing;
import org.medspike.imaging.Placement;
import org.medspike.imaging.Vector3;

/**
 * Where the voxels of a volume lie: from the sform where the file has one, else from the qform (nifti1.h, methods 3 and
 * 2), else unknown.
 *
 * @param orientation how a slice along k is held upright
 * @param spacing of the pixels of a stored slice; empty where the file names neither a unit nor a space
 * @param affine from voxel to millimetres to the right, anterior and superior, three rows; empty where there is no space
 */
record NiftiGeometry(Orientation orientation, Optional<PixelSpacing> spacing, Optional<double[][]> affine) {

    private static final int UNIT_MASK = 7;
    private static final int METRE = 1;
    private static final int MILLIMETRE = 2;
    private static final int MICROMETRE = 3;

    static NiftiGeometry of(HeaderFields fields) {
        boolean placed = fields.sformCode() > 0 || fields.qformCode() > 0;
        double[][] affine = fields.sformCode() > 0 ? fields.sform() : qform(fields);
        double mm =
                switch (fields.units() & UNIT_MASK) {
                    case METRE -> 1000;
                    case MILLIMETRE -> 1;
                    case MICROMETRE -> 0.001;
                    // Programs that place a volume but leave out the unit mean millimetres.
                    default -> placed ? 1 : 0;
                };
        double[] pixdim = fields.pixdim();
        return new NiftiGeometry(
                placed ? SliceOrientation.of(affine) : SliceOrientation.unknown(),
                PixelSpacing.ofMm(Math.abs(pixdim[2]) * mm, Math.abs(pixdim[1]) * mm),
                placed ? Optional.of(times(affine, mm)) : Optional.empty());
    }

    private static double[][] times(double[][] affine, double factor) {
        double[][] scaled = new double[3][4];
        for (int row = 0; row < 3; row++) {
            for (int column = 0; column < 4; column++) {
                scaled[row][column] = affine[row][column] * factor;
            }
        }
        return scaled;
    }

    /** Where a slice along k lies, in DICOM's axes: NIfTI's x and y run the other way. */
    Optional<Placement> placement(int slice) {
        return affine.flatMap(a -> {
            Vector3 i = patient(a, 0);
            Vector3 j = patient(a, 1);
            double across = i.length();
            double down = j.length();
            return PixelSpacing.ofMm(down, across)
                    .flatMap(sides -> Placement.of(
                            patient(a, 3).plus(patient(a, 2).times(slice)),
                            i.times(1 / across),
                            j.times(1 / down),
                            sides));
        });
    }

    private static Vector3 patient(double[][] affine, int column) {
        return new Vector3(-affine[0][column], -affine[1][column], affine[2][column]);
    }

    /** The rotation of a unit quaternion of which the last three parts are stored, times the voxel's sides. */
    private static double[][] qform(HeaderFields fields) {
        double b = fields.quaternion()[0];
        double c = fields.quaternion()[1];
        double d = fields.quaternion()[2];
        double rest = 1 - (b * b + c * c + d * d);
        if (rest < 1e-7) {
            double length = Math.sqrt(b * b + c * c + d * d);
            b /= length;
            c /= length;
            d /= length;
            rest = 0;
        }
        double a = Math.sqrt(rest);
        double[] side = fields.pixdim();
        double[] shift = fields.shift();
        double k = side[0] < 0 ? -side[3] : side[3];
        return new double[][] {
            {(a * a + b * b - c * c - d * d) * side[1], 2 * (b * c - a * d) * side[2], 2 * (b * d + a * c) * k, shift[0]
            },
            {2 * (b * c + a * d) * side[1], (a * a + c * c - b * b - d * d) * side[2], 2 * (c * d - a * b) * k, shift[1]
            },
            {2 * (b * d - a * c) * side[1], 2 * (c * d + a * b) * side[2], (a * a + d * d - b * b - c * c) * k, shift[2]
            }
        };
    }
}
