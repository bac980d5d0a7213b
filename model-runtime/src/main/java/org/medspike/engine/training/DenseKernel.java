package org.medspike.engine.training;

import org.medspike.engine.kernel.Kernels;
import org.medspike.engine.kernel.Lines;
import org.medspike.engine.kernel.Panels;
import org.medspike.engine.kernel.SpikeMatrix;

/**
 * The kernel of a convolution over all channels, packed for the rows of one input: 1x1, or of blocks that do not overlap.
 *
 * <p>Output pixel x takes {@code size} pixels of each of {@code size} rows, from {@code x * size} on.
 */
final class DenseKernel {

    /** Up to so many output channels a row of weights is added in less time than it takes to find out which. */
    private static final int TABLE_CHANNELS = 32;

    private final Kernels kernels;
    private final int size;
    private final int pixel;
    private final int in;
    private final int out;
    private final float[] weights;
    private final float[] packed;
    private final float[] zeros;
    private final SpikeMatrix matrix;

    /**
     * A kernel of zeros.
     *
     * @param in values of an input pixel, padding included
     * @param out output channels, padding included
     */
    DenseKernel(Kernels kernels, int size, int in, int out) {
        this(kernels, size, in, in, out);
    }

    private DenseKernel(Kernels kernels, int size, int pixel, int in, int out) {
        this.kernels = kernels;
        this.size = size;
        this.pixel = pixel;
        this.in = in;
        this.out = out;
        weights = Lines.floats(size * size * in * out);
        packed = Lines.floats(Panels.size(size * size * in, out, kernels.panel()));
        zeros = Lines.floats(out);
        matrix = new SpikeMatrix(kernels, weights, Lines.START, in, out);
    }

    /**
     * A 1x1 kernel from some channels to as many.
     *
     * @param pixel from one pixel of the input to the next
     * @param channels a multiple of {@link Kernels#LANE_GROUP}
     */
    static DenseKernel ofSomeChannels(Kernels kernels, int pixel, int channels) {
        return new DenseKernel(kernels, 1, pixel, channels, channels);
    }

    /**
     * Its weights, {@code [size][size][in][out]} from {@link Lines#START} on; {@link #pack} or {@link #takeForSpikes} must follow a
     * change.
     */
    float[] weights() {
        return weights;
    }

    /** Gets the weights ready for {@link #matrix}. */
    void takeForSpikes() {
        if (out <= TABLE_CHANNELS && !matrix.usesTables()) {
            matrix.useTables(true);
        } else {
            matrix.refresh();
        }
    }

    /** The weights of a 1x1 kernel whose input is spikes. */
    SpikeMatrix matrix() {
        return matrix;
    }

    /** Gets the weights ready for inputs of floats. */
    void pack() {
        Panels.pack(weights, Lines.START, size * size * in, out, kernels.panel(), packed, Lines.START);
    }

    /**
     * Adds what one row of its kernel gives.
     *
     * @param kernelRow which row, from zero
     * @param row where the first pixel of the input row lies
     */
    void add(float[] values, int row, int kernelRow, float[] into, int offset, int outStride, int width) {
        add(values, row, kernelRow, into, offset, outStride, into, offset, outStride, width);
    }

    /** The same, but for what the output holds. */
    void write(float[] values, int row, int kernelRow, float[] into, int offset, int outStride, int width) {
        add(values, row, kernelRow, zeros, Lines.START, 0, into, offset, outStride, width);
    }

    /** Writes what one row of its kernel gives, and where that starts from; with a stride of zero the same for all pixels. */
    void add(
            float[] values,
            int row,
            int kernelRow,
            float[] start,
            int startOffset,
            int startStride,
            float[] into,
            int offset,
            int outStride,
            int width) {
        int segment = size * in;
        kernels.dense()
                .add(
                        values,
                        row,
                        size * pixel,
                        segment,
                        packed,
                        Lines.START + kernelRow * segment * kernels.panel(),
                        size * segment * kernels.panel(),
                        start,
                        startOffset,
                        startStride,
                        into,
                        offset,
                        outStride,
                        width,
                        out);
    }
}
