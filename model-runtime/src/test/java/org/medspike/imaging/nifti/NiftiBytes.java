package org.medspike.imaging.nifti;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** A NIfTI-1 file by hand. */
final class NiftiBytes {

    private final ByteBuffer header;
    private byte[] voxels = {};

    NiftiBytes(ByteOrder order, int datatype, int... extents) {
        header = ByteBuffer.allocate(352).order(order);
        header.putInt(0, 348).putShort(40, (short) extents.length).putShort(70, (short) datatype);
        for (int i = 0; i < extents.length; i++) {
            header.putShort(42 + 2 * i, (short) extents[i]).putFloat(80 + 4 * i, 1);
        }
        header.putFloat(108, 352);
        mark("n+1");
    }

    NiftiBytes mark(String mark) {
        header.put(344, mark.getBytes(StandardCharsets.US_ASCII));
        return this;
    }

    NiftiBytes scaled(float slope, float intercept) {
        header.putFloat(112, slope).putFloat(116, intercept);
        return this;
    }

    NiftiBytes displayRange(float low, float high) {
        header.putFloat(124, high).putFloat(128, low);
        return this;
    }

    /** Sides in millimetres. */
    NiftiBytes sides(float i, float j, float k) {
        header.put(123, (byte) 2).putFloat(80, i).putFloat(84, j).putFloat(88, k);
        return this;
    }

    /** Rows of the sform without the shift. */
    NiftiBytes sform(float... rows) {
        header.putShort(254, (short) 1);
        for (int i = 0; i < 9; i++) {
            header.putFloat(280 + i / 3 * 16 + i % 3 * 4, rows[i]);
        }
        return this;
    }

    /** The last three parts of the quaternion, and the sign of k. */
    NiftiBytes qform(float b, float c, float d, float sign) {
        header.putShort(252, (short) 1).putFloat(76, sign);
        header.putFloat(256, b).putFloat(260, c).putFloat(264, d);
        return this;
    }

    NiftiBytes bytes(int... values) {
        voxels = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            voxels[i] = (byte) values[i];
        }
        return this;
    }

    NiftiBytes shorts(int... values) {
        ByteBuffer buffer = ByteBuffer.allocate(2 * values.length).order(header.order());
        for (int value : values) {
            buffer.putShort((short) value);
        }
        voxels = buffer.array();
        return this;
    }

    NiftiBytes floats(float... values) {
        ByteBuffer buffer = ByteBuffer.allocate(4 * values.length).order(header.order());
        for (float value : values) {
            buffer.putFloat(value);
        }
        voxels = buffer.array();
        return this;
    }

    byte[] header() {
        return header.array();
    }

    byte[] voxels() {
        return voxels;
    }

    byte[] file() {
        return ByteBuffer.allocate(352 + voxels.length)
                .put(header.array())
                .put(voxels)
                .array();
    }
}
