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
 * <p>Voxels of 8 and 16 bits stay as they are. Wider ones stay as they are too where all values of the volume are whole
 * and fit into 16 bits, as those of label maps and of CT do. All others are laid on 65536 even steps from the volume's
 * smallest to its largest finite value; slope and intercept then lead back to within half a step. NaN becomes the smallest
 * value, an infinite value the nearest finite one.
 *
 * <p>The window is the header's display range, else from the volume's smallest to its largest measure, so that all slices
 * share one scale.
 */
final class VolumeScale {

    private static final int STEPS = 65535;

    private final NiftiHeader header;
    private final boolean signed;
    private final boolean stepped;
    private final double low;
    private final double high;
    private final double step;
    private final GreyScale greyScale;

    private VolumeScale(NiftiHeader header, Range range) throws ImageReadException {
        this.header = header;
        VoxelType type = header.type();
        low = range.low;
        high = range.high;
        boolean unsignedFits = low >= 0 && high <= 0xffff;
        boolean signedFits = low >= Short.MIN_VALUE && high <= Short.MAX_VALUE;
        stepped = !type.fitsSamples() && !(range.whole && (unsignedFits || signedFits));
        signed = type.fitsSamples() ? type.isSigned() : !stepped && !unsignedFits;
        double width = high / STEPS - low / STEPS;
        step = width > 0 ? width : 1;
        double slope = stepped ? header.slope() * step : header.slope();
        double intercept = stepped ? header.slope() * low + header.intercept() : header.intercept();
        if (!GreyScale.isLine(slope, intercept)) {
            throw ImageReadException.unsupported("its values are too large or too small to be scaled");
        }
        double first = header.slope() * low + header.intercept();
        double last = header.slope() * high + header.intercept();
        GreyWindow window =
                header.window().orElseGet(() -> GreyWindow.between(Math.min(first, last), Math.max(first, last)));
        greyScale = new GreyScale(slope, intercept, Optional.of(window));
    }

    /** What a pass over the slices of a volume found. */
    static final class Range {
        private double low = Double.POSITIVE_INFINITY;
        private double high = Double.NEGATIVE_INFINITY;
        private boolean whole = true;

        /** Looks at a slice. */
        void add(ByteBuffer slice, NiftiHeader header) {
            int count = header.width() * header.height();
            for (int i = 0; i < count; i++) {
                double value = header.type().value(slice, i);
                if (Double.isFinite(value)) {
                    low = Math.min(low, value);
                    high = Math.max(high, value);
                    whole &= value == Math.rint(value);
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
        int count = header.width() * header.height();
        if (header.type() == VoxelType.UINT8) {
            byte[] bytes = new byte[count];
            slice.get(0, bytes);
            return new Samples.Bytes(bytes);
        }
        short[] samples = new short[count];
        for (int i = 0; i < count; i++) {
            double value = header.type().value(slice, i);
            double inside = Double.isNaN(value) ? low : Math.max(low, Math.min(high, value));
            samples[i] = (short) (stepped ? (int) Math.rint((inside - low) / step) : (int) inside);
        }
        return signed ? new Samples.SignedShorts(samples) : new Samples.Shorts(samples);
    }

    /** Bits that a sample uses. */
    int bits() {
        return header.type().bytes() == 1 ? 8 : 16;
    }

    /** The line to measures, and the window. */
    GreyScale greyScale() {
        return greyScale;
    }
}
