package org.medspike.engine.training;

import org.medspike.engine.kernel.Kernels;
import org.medspike.engine.kernel.Panels;

/**
 * The kernel of a convolution over all channels, packed for the rows of one input.
 *
 * <p>Output pixel x takes {@code size} pixels of each of {@code size} rows, from {@code x * stride - padding} on.
 */
final class DenseKernel {

    private final Kernels kernels;
    private final int size;
    private final int stride;
    private final int padding;
    private final int in;
    private final int out;
    private final float[] weights;
    private final float[] packed;
    private final float[] zeros;

    /**
     * A kernel of zeros.
     *
     * @param in values of an input pixel, padding included
     * @param out output channels, padding included
     */
    DenseKernel(Kernels kernels, int size, int stride, int padding, int in, int out) {
        this.kernels = kernels;
        this.size = size;
        this.stride = stride;
        this.padding = padding;
        this.in = in;
        this.out = out;
        weights = new float[size * size * in * out];
        packed = new float[Panels.size(size * size * in, out, kernels.panel())];
        zeros = new float[out];
    }

    /** Its weights, {@code [size][size][in][out]}; {@link #pack} must follow a change. */
    float[] weights() {
        return weights;
    }

    /** Gets the weights ready. */
    void pack() {
        Panels.pack(weights, 0, size * size * in, out, kernels.panel(), packed, 0);
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
        add(values, row, kernelRow, zeros, 0, 0, into, offset, outStride, width);
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
                        row - padding * in,
                        stride * in,
                        segment,
                        packed,
                        kernelRow * segment * kernels.panel(),
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
