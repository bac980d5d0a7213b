package org.medspike.imaging.nifti;

import java.nio.ByteBuffer;
import org.medspike.imaging.ImageReadException;

/** NIfTI's data types (nifti1.h, field {@code datatype}) that can be shown. */
enum VoxelType {
    UINT8(2, 1),
    INT16(4, 2),
    INT32(8, 4),
    FLOAT32(16, 4),
    FLOAT64(64, 8),
    RGB24(128, 3),
    INT8(256, 1),
    UINT16(512, 2),
    UINT32(768, 4),
    INT64(1024, 8),
    UINT64(1280, 8),
    RGBA32(2304, 4);

    private static final double TWO_TO_64 = 0x1p64;

    private final int code;
    private final int bytes;

    VoxelType(int code, int bytes) {
        this.code = code;
        this.bytes = bytes;
    }

    /** The type with a code. */
    static VoxelType of(int code) throws ImageReadException {
        for (VoxelType type : values()) {
            if (type.code == code) {
                return type;
            }
        }
        String name =
                switch (code) {
                    case 1 -> "single bits";
                    case 32, 1792, 2048 -> "complex numbers";
                    case 1536 -> "128-bit floating-point numbers";
                    default -> null;
                };
        if (name != null) {
            throw ImageReadException.unsupported(
                    "its voxels are " + name
                            + "; this version shows NIfTI volumes of integers, 32- and 64-bit floating-point numbers and colours");
        }
        throw ImageReadException.broken(
                "the NIfTI header gives the voxels a data type (" + code + ") that does not exist");
    }

    /** Bytes a voxel. */
    int bytes() {
        return bytes;
    }

    /** Whether a voxel is a colour of three or four bytes. */
    boolean isColour() {
        return this == RGB24 || this == RGBA32;
    }

    /** Whether every value is whole and fits into 32 bits. */
    boolean isInteger() {
        return this == UINT8 || this == INT8 || this == INT16 || this == UINT16 || this == INT32 || this == UINT32;
    }

    /** A value of a grey type. */
    double value(ByteBuffer voxels, int index) {
        int at = index * bytes;
        return switch (this) {
            case UINT8 -> voxels.get(at) & 0xff;
            case INT8 -> voxels.get(at);
            case INT16 -> voxels.getShort(at);
            case UINT16 -> voxels.getShort(at) & 0xffff;
            case INT32 -> voxels.getInt(at);
            case UINT32 -> voxels.getInt(at) & 0xffffffffL;
            case INT64 -> voxels.getLong(at);
            case UINT64 -> {
                long bits = voxels.getLong(at);
                yield bits < 0 ? bits + TWO_TO_64 : bits;
            }
            case FLOAT32 -> voxels.getFloat(at);
            case FLOAT64 -> voxels.getDouble(at);
            case RGB24, RGBA32 -> throw new IllegalStateException("colours have no single value");
        };
    }
}
