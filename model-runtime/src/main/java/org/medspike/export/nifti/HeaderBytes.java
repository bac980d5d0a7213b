package org.medspike.export.nifti;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.medspike.imaging.nifti.NiftiGrid;

/** Headers of single files with voxels of one byte, little endian, the empty list of extensions included. */
final class HeaderBytes {

    private static final String DESCRIPTION = "MedSpike Workstation";
    private static final int UINT8 = 2;
    private static final int LENGTH_1 = 348;
    private static final int LENGTH_2 = 540;
    private static final int EXTENSIONS = 4;

    private HeaderBytes() {}

    /**
     * A header.
     *
     * @param slope what a step of one means
     * @param intent what the voxels mean: NIfTI's code
     */
    static byte[] of(NiftiGrid grid, double slope, int intent) {
        return grid.version() == 1 ? version1(grid, slope, intent) : version2(grid, slope, intent);
    }

    private static byte[] version1(NiftiGrid grid, double slope, int intent) {
        ByteBuffer h = ByteBuffer.allocate(LENGTH_1 + EXTENSIONS).order(ByteOrder.LITTLE_ENDIAN);
        h.putInt(0, LENGTH_1).put(38, (byte) 'r');
        int[] extents = grid.extents();
        h.putShort(40, (short) extents.length);
        for (int i = 0; i < 7; i++) {
            h.putShort(42 + 2 * i, (short) (i < extents.length ? extents[i] : 1));
        }
        h.putShort(68, (short) intent).putShort(70, (short) UINT8).putShort(72, (short) Byte.SIZE);
        floats(h, 76, grid.pixdim());
        h.putFloat(108, h.capacity()).putFloat(112, (float) slope);
        h.put(123, (byte) grid.units()).putFloat(124, (float) (slope * largest(intent)));
        h.put(148, DESCRIPTION.getBytes(StandardCharsets.US_ASCII));
        h.putShort(252, (short) grid.qformCode()).putShort(254, (short) grid.sformCode());
        floats(h, 256, grid.quaternion());
        floats(h, 268, grid.shift());
        for (int row = 0; row < 3; row++) {
            floats(h, 280 + 16 * row, grid.sform()[row]);
        }
        return h.put(344, new byte[] {'n', '+', '1'}).array();
    }

    private static byte[] version2(NiftiGrid grid, double slope, int intent) {
        ByteBuffer h = ByteBuffer.allocate(LENGTH_2 + EXTENSIONS).order(ByteOrder.LITTLE_ENDIAN);
        h.putInt(0, LENGTH_2).put(4, new byte[] {'n', '+', '2', 0, '\r', '\n', 26, '\n'});
        h.putShort(12, (short) UINT8).putShort(14, (short) Byte.SIZE);
        int[] extents = grid.extents();
        h.putLong(16, extents.length);
        for (int i = 0; i < 7; i++) {
            h.putLong(24 + 8 * i, i < extents.length ? extents[i] : 1);
        }
        doubles(h, 104, grid.pixdim());
        h.putLong(168, h.capacity()).putDouble(176, slope).putDouble(192, slope * largest(intent));
        h.put(240, DESCRIPTION.getBytes(StandardCharsets.US_ASCII));
        h.putInt(344, grid.qformCode()).putInt(348, grid.sformCode());
        doubles(h, 352, grid.quaternion());
        doubles(h, 376, grid.shift());
        for (int row = 0; row < 3; row++) {
            doubles(h, 400 + 32 * row, grid.sform()[row]);
        }
        return h.putInt(500, grid.units()).putInt(504, intent).array();
    }

    /** The largest voxel, so that programs show all of the range. */
    private static int largest(int intent) {
        return intent == NiftiMask.LABELS ? 1 : NiftiMask.CERTAIN;
    }

    private static void floats(ByteBuffer h, int at, double[] values) {
        for (int i = 0; i < values.length; i++) {
            h.putFloat(at + 4 * i, (float) values[i]);
        }
    }

    private static void doubles(ByteBuffer h, int at, double[] values) {
        for (int i = 0; i < values.length; i++) {
            h.putDouble(at + 8 * i, values[i]);
        }
    }
}
