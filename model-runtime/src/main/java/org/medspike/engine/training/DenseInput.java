package org.medspike.engine.training;

import org.jspecify.annotations.Nullable;
import org.medspike.engine.kernel.Kernels;
import org.medspike.engine.kernel.Lines;

/** What one input has in a convolution: rows that go into the output, and their gradients that come back. */
final class DenseInput {

    private final Dense owner;
    private final Feature source;
    private final int size;
    private final int stride;
    private final int in;
    private final int out;
    private final RowReader reader;
    private final @Nullable Fire spikes;
    private final int[][] events;
    private final DenseWeights weights;
    private float[] opened = new float[0];
    private boolean learned;

    /**
     * An input.
     *
     * @param parameter the whole kernel, {@code [out, in, size, size]}
     * @param first which of its input channels is the first of this input
     */
    DenseInput(Dense owner, Feature source, Parameter parameter, int first, int size, int stride) {
        this.owner = owner;
        this.source = source;
        this.size = size;
        this.stride = stride;
        in = source.grid.stride();
        out = owner.grid.stride();
        if (stride != 1 && stride != size) {
            throw new UnsupportedOperationException("no kernel of size " + size + " with stride " + stride);
        }
        reader = new RowReader(source, size);
        spikes = source instanceof Fire fire && size == 1 ? fire : null;
        events = new int[owner.context.workers()][32 * Kernels.words(source.grid.channels())];
        weights = new DenseWeights(
                owner.context, parameter, first, source.grid, owner.grid, size, stride, spikes == null);
    }

    /** Takes the kernel as it is now. */
    void takeWeights() {
        weights.take();
    }

    /**
     * Writes a row, and the bias.
     *
     * @param bias from {@link Lines#START} on
     */
    void write(int worker, int block, int y, float[] bias, float[] into, int offset) {
        sum(worker, block, y, bias, Lines.START, 0, into, offset);
    }

    /** Adds a row. */
    void add(int worker, int block, int y, float[] into, int offset) {
        sum(worker, block, y, into, offset, out, into, offset);
    }

    private void sum(
            int worker, int block, int y, float[] start, int startOffset, int startStride, float[] into, int offset) {
        int width = owner.grid.width();
        if (spikes != null) {
            weights.forward()
                    .matrix()
                    .add(
                            spikes.bits(),
                            source.grid.word(block, y),
                            start,
                            startOffset,
                            startStride,
                            into,
                            offset,
                            width,
                            events[worker]);
            return;
        }
        int row = reader.row(worker, block, firstRow(y));
        weights.forward().add(reader.array(worker), row, 0, start, startOffset, startStride, into, offset, out, width);
        for (int i = 1; i < size; i++) {
            row = reader.row(worker, block, firstRow(y) + i);
            weights.forward().add(reader.array(worker), row, i, into, offset, out, width);
        }
    }

    /** The first row of the input that goes into a row of the output. */
    private int firstRow(int y) {
        return stride == 1 ? y - size / 2 : y * stride;
    }

    /** A backward pass begins. */
    void open(boolean learnsKernel) {
        learned = learnsKernel;
        if (source.learns()) {
            opened = source.openGradient();
        }
        if (learned) {
            weights.clearSums();
        }
    }

    /** The gradient of a row of the output is there, as are those around it. */
    void back(int worker, int band, int block, int y, float[] gradient, int offset) {
        if (learned) {
            learnKernel(worker, band, block, y, gradient, offset);
        }
        if (!source.learns()) {
            return;
        }
        if (stride == 1) {
            for (int i = 0; i < size; i++) {
                int row = size == 1 ? offset : owner.grid.offset(block, y - size / 2 + i);
                hand(weights.backward(0), i, gradient, row, block, y, i == 0);
            }
        } else {
            for (int i = 0; i < stride; i++) {
                hand(weights.backward(i), 0, gradient, offset, block, y * stride + i, true);
            }
        }
    }

    /** Adds to a row of the input's gradient, or writes it if it is the first. */
    private void hand(
            DenseKernel kernel, int kernelRow, float[] gradient, int row, int block, int y, boolean startsRow) {
        int target = source.grid.offset(block, y);
        int width = owner.grid.width();
        if (startsRow && source.isFresh()) {
            kernel.write(gradient, row, kernelRow, opened, target, stride * in, width);
        } else {
            kernel.add(gradient, row, kernelRow, opened, target, stride * in, width);
        }
    }

    private void learnKernel(int worker, int band, int block, int y, float[] gradient, int offset) {
        if (spikes != null) {
            owner.context
                    .kernels
                    .spikeOuter()
                    .add(
                            spikes.bits(),
                            source.grid.word(block, y),
                            Kernels.words(source.grid.channels()),
                            gradient,
                            offset,
                            out,
                            owner.context.partial(),
                            weights.sums(band),
                            owner.grid.width(),
                            out,
                            events[worker]);
            return;
        }
        int padding = stride == 1 ? size / 2 : 0;
        for (int i = 0; i < size; i++) {
            int row = reader.row(worker, block, firstRow(y) + i);
            owner.context
                    .kernels
                    .denseOuter()
                    .add(
                            reader.array(worker),
                            row - padding * in,
                            stride * in,
                            size * in,
                            gradient,
                            offset,
                            out,
                            owner.context.partial(),
                            weights.sums(band) + i * size * in * out,
                            owner.grid.width(),
                            out);
        }
    }

    /** A backward pass is over: the bands are added up, in their order. */
    void close(boolean learnsKernel, int bands) {
        if (source.learns()) {
            source.closeGradient();
        }
        if (learnsKernel) {
            weights.addUp(bands);
        }
    }
}
