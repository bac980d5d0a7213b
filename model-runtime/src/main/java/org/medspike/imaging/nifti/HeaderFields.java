package org.medspike.imaging.nifti;

import java.nio.ByteBuffer;

/**
 * The fields of a header that matter here, as they stand in the file (nifti1.h and nifti2.h).
 *
 * @param dim number of dimensions, then their extents
 * @param pixdim the sign of k in the qform, then the voxel's sides
 * @param voxOffset where the voxels begin
 * @param quaternion the last three parts
 * @param shift of the qform
 * @param sform three rows of the affine, the shift last
 */
record HeaderFields(
        int version,
        boolean pair,
        long[] dim,
        int datatype,
        double[] pixdim,
        double voxOffset,
        double slope,
        double intercept,
        double calMin,
        double calMax,
        int units,
        int intent,
        int qformCode,
        int sformCode,
        double[] quaternion,
        double[] shift,
        double[][] sform) {

    /** Length of a NIfTI-1 header, which is also its first number. */
    static final int LENGTH_1 = 348;

    /** Length of a NIfTI-2 header, likewise. */
    static final int LENGTH_2 = 540;

    /** A NIfTI-1 header of 348 bytes. */
    static HeaderFields version1(ByteBuffer h) {
        long[] dim = new long[8];
        for (int i = 0; i < 8; i++) {
            dim[i] = h.getShort(40 + 2 * i);
        }
        return new HeaderFields(
                1,
                h.get(345) == 'i',
                dim,
                h.getShort(70),
                floats(h, 76, 8),
                h.getFloat(108),
                h.getFloat(112),
                h.getFloat(116),
                h.getFloat(128),
                h.getFloat(124),
                h.get(123),
                h.getShort(68),
                h.getShort(252),
                h.getShort(254),
                floats(h, 256, 3),
                floats(h, 268, 3),
                new double[][] {floats(h, 280, 4), floats(h, 296, 4), floats(h, 312, 4)});
    }

    /** A NIfTI-2 header of 540 bytes. */
    static HeaderFields version2(ByteBuffer h) {
        long[] dim = new long[8];
        for (int i = 0; i < 8; i++) {
            dim[i] = h.getLong(16 + 8 * i);
        }
        return new HeaderFields(
                2,
                h.get(5) == 'i',
                dim,
                h.getShort(12),
                doubles(h, 104, 8),
                h.getLong(168),
                h.getDouble(176),
                h.getDouble(184),
                h.getDouble(200),
                h.getDouble(192),
                h.getInt(500),
                h.getInt(504),
                h.getInt(344),
                h.getInt(348),
                doubles(h, 352, 3),
                doubles(h, 376, 3),
                new double[][] {doubles(h, 400, 4), doubles(h, 432, 4), doubles(h, 464, 4)});
    }

    private static double[] floats(ByteBuffer h, int at, int count) {
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = h.getFloat(at + 4 * i);
        }
        return values;
    }

    private static double[] doubles(ByteBuffer h, int at, int count) {
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = h.getDouble(at + 8 * i);
        }
        return values;
    }
}
