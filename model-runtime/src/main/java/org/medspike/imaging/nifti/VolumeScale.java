package org.medspike.imaging.nifti;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.medspike.imaging.GreyScale;
import org.medspike.imaging.GreyWindow;
import org.medspike.imaging.ImageReadException;
import org.medspike.imaging.Samples;

/**
 * How the grey voxels of one volume become samples, and how bright these are.
 *
 * <p>Voxels stay as they are where they have up to 32 bits. Integers of 64 bits become 32 where all of the volume fit;
 * others, and 64-bit floating-point numbers, are rounded to 32-bit ones, that is to 24 binary digits.
 *
 * <p>The window is the header's display range, else from the volume's smallest to its largest measure, so that all slices
 * share one scale.
 */
final class VolumeScale {

    private final NiftiHeader header;
    private final boolean narrowed;
    private final GreyScale greyScale;

    private VolumeScale(NiftiHeader header, Range range) throws ImageReadException {
        this.header = header;
        boolean fits = range.low >= Integer.MIN_VALUE && range.high <= Integer.MAX_VALUE;
        narrowed = (header.type() == VoxelType.INT64 || header.type() == VoxelType.UINT64) && fits;
        double first = header.slope() * range.low + header.intercept();
        double last = header.slope() * range.high + header.intercept();
        if (!Double.isFinite(last - first)) {
            throw ImageReadException.unsupported("its values are too large or too small to be scaled");
        }
        GreyWindow window =
                header.window().orElseGet(() -> GreyWindow.between(Math.min(first, last), Math.max(first, last)));
        greyScale = new GreyScale(header.slope(), header.intercept(), Optional.of(window));
    }

    /** What a pass over the slices of a volume found. */
    static final class Range {
        private double low = Double.POSITIVE_INFINITY;
        private double high = Double.NEGATIVE_INFINITY;

        /** Looks at a slice. */
        void add(ByteBuffer slice, NiftiHeader header) {
            int count = header.width() * header.height();
            for (int i = 0; i < count; i++) {
                double value = header.type().value(slice, i);
                if (Double.isFinite(value)) {
                    low = Math.min(low, value);
                    high = Math.max(high, value);
                }
            }
        }

        /** The scale that follows. */
        VolumeScale scale(NiftiHeader header) throws ImageReadException {
            if (low > high) {
                low = 0;
                high = 0;
            }
            return new VolumeScale(header, this);
        }
    }

    /** The samples of a slice. */
    Samples samples(ByteBuffer slice) {
        VoxelType type = header.type();
        int count = header.width() * header.height();
        if (type == VoxelType.UINT8) {
            byte[] bytes = new byte[count];
            slice.get(0, bytes);
            return new Samples.Bytes(bytes);
        }
        if (bits() <= 16) {
            short[] shorts = new short[count];
            for (int i = 0; i < count; i++) {
                shorts[i] = (short) (int) type.value(slice, i);
            }
            return type == VoxelType.UINT16 ? new Samples.Shorts(shorts) : new Samples.SignedShorts(shorts);
        }
        if (type.isInteger() || narrowed) {
            int[] ints = new int[count];
            for (int i = 0; i < count; i++) {
                ints[i] = (int) (long) type.value(slice, i);
            }
            return new Samples.Ints(ints, type != VoxelType.UINT32);
        }
        float[] floats = new float[count];
        for (int i = 0; i < count; i++) {
            floats[i] = (float) type.value(slice, i);
        }
        return new Samples.Floats(floats);
    }

    /** Bits that a sample uses. */
    int bits() {
        return Math.min(32, 8 * header.type().bytes());
    }

    /** The line to measures, and the window. */
    GreyScale greyScale() {
        return greyScale;
    }
}
