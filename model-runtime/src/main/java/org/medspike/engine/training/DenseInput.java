package org.medspike.engine.training;

import org.jspecify.annotations.Nullable;
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
    private final float[][] gathered;
    private final @Nullable Fire spikes;
    private final DenseWeights weights;
    private float[] opened = new float[0];
    private boolean learned;

    /**
     * An input.
     *
     * @param parameter the whole kernel, {@code [out, in, size, size]}
     * @param first which of its input channels is the first of this input
     * @param firstSum where the sums of this input begin in a band
     */
    DenseInput(Dense owner, Feature source, Parameter parameter, int first, int firstSum, int size, int stride) {
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
        boolean gathers = spikes == null && stride == 1 && source.values() == null;
        gathered = Lines.floats(
                owner.context.workers(), gathers ? (owner.together() + size) * source.grid.rowStride() : 0);
        weights = new DenseWeights(owner, parameter, first, firstSum, source.grid, size, stride, spikes == null);
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
            spikes.multiply(
                    worker, block, y, weights.forward().matrix(), start, startOffset, startStride, into, offset);
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
    }

    /**
     * Gradients of rows of the output are there, as are those around them.
     *
     * @param gradient in which they lie as in the output's grid
     */
    void back(int worker, int band, int block, int y, int count, float[] gradient, int offset) {
        if (learned) {
            learnKernel(worker, band, block, y, count, gradient, offset);
        }
        if (source.learns()) {
            for (int i = 0; i < count; i++) {
                handOn(block, y + i, gradient, offset + i * owner.grid.rowStride());
            }
        }
    }

    private void handOn(int block, int y, float[] gradient, int offset) {
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

    private void learnKernel(int worker, int band, int block, int y, int count, float[] gradient, int offset) {
        if (spikes == null && stride == 1) {
            learnTogether(worker, band, block, y, count, gradient, offset);
            return;
        }
        for (int i = 0; i < count; i++) {
            int from = offset + i * owner.grid.rowStride();
            if (spikes != null) {
                spikes.addOuter(
                        worker,
                        block,
                        y + i,
                        gradient,
                        from,
                        out,
                        owner.partial().values(),
                        weights.sums(band));
            } else {
                learnByBlocks(worker, band, block, y + i, gradient, from);
            }
        }
    }

    private void learnByBlocks(int worker, int band, int block, int y, float[] gradient, int offset) {
        for (int i = 0; i < size; i++) {
            int row = reader.row(worker, block, firstRow(y) + i);
            addOuter(reader.array(worker), row, stride * in, i, gradient, offset, band, owner.grid.width());
        }
    }

    /** All rows in one product: the pixels between them have gradients of zero. */
    private void learnTogether(int worker, int band, int block, int y, int count, float[] gradient, int offset) {
        Grid grid = source.grid;
        int reach = size / 2;
        int first = Math.max(0, y - reach);
        int end = Math.min(grid.height(), y + count + reach);
        int start = gather(worker, block, first, end);
        float @Nullable [] kept = source.values();
        float[] array = kept == null ? gathered[worker] : kept;
        for (int i = 0; i < size; i++) {
            // Rows outside the image add nothing.
            int from = Math.max(y, reach - i);
            int to = Math.min(y + count, grid.height() + reach - i);
            if (from < to) {
                int row = start + (from + i - reach - first) * grid.rowStride();
                int pixels = (to - from) * (grid.width() + 2) - 2;
                int position = offset + (from - y) * owner.grid.rowStride();
                addOuter(array, row - reach * in, in, i, gradient, position, band, pixels);
            }
        }
    }

    /** Where rows of the input lie as in its grid, one after the other. */
    private int gather(int worker, int block, int from, int to) {
        Grid grid = source.grid;
        if (source.values() != null) {
            return grid.offset(block, from);
        }
        int start = Lines.START + grid.stride();
        for (int y = from; y < to; y++) {
            source.copyRow(worker, block, y, gathered[worker], start + (y - from) * grid.rowStride());
        }
        return start;
    }

    private void addOuter(
            float[] values, int first, int pixel, int row, float[] gradient, int offset, int band, int pixels) {
        owner.context
                .kernels
                .denseOuter()
                .add(
                        values,
                        first,
                        pixel,
                        size * in,
                        gradient,
                        offset,
                        out,
                        owner.partial().values(),
                        weights.sums(band) + row * size * in * out,
                        pixels,
                        out);
    }

    /** A backward pass is over: the bands are added up, in their order. */
    void close(boolean learnsKernel) {
        if (source.learns()) {
            source.closeGradient();
        }
        if (learnsKernel) {
            weights.addUp();
        }
    }
}
