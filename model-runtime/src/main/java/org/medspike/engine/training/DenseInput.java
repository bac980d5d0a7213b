package org.medspike.engine.training;

import org.jspecify.annotations.Nullable;
import org.medspike.engine.kernel.Lines;

/** What one input has in a convolution: rows that go into the output, and their gradients that come back. */
final class DenseInput {

    private final Dense owner;
    private final Feature source;
    private final int size;
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
    DenseInput(Dense owner, Feature source, Parameter parameter, int first, int firstSum, int size) {
        this.owner = owner;
        this.source = source;
        this.size = size;
        in = source.grid.stride();
        out = owner.grid.stride();
        reader = new RowReader(source, size);
        spikes = source instanceof Fire fire && size == 1 ? fire : null;
        boolean gathers = spikes == null && size == 1 && source.values() == null;
        gathered =
                Lines.floats(owner.context.workers(), gathers ? (owner.together() + 1) * source.grid.rowStride() : 0);
        weights = new DenseWeights(owner, parameter, first, firstSum, source.grid, size, spikes == null);
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
        int row = reader.row(worker, block, y * size);
        weights.forward().add(reader.array(worker), row, 0, start, startOffset, startStride, into, offset, out, width);
        for (int i = 1; i < size; i++) {
            row = reader.row(worker, block, y * size + i);
            weights.forward().add(reader.array(worker), row, i, into, offset, out, width);
        }
    }

    /** A backward pass begins. */
    void open(boolean learnsKernel) {
        learned = learnsKernel;
        if (source.learns()) {
            opened = source.openGradient();
        }
    }

    /**
     * Gradients of rows of the output are there.
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

    /** Adds to rows of the input's gradient, or writes them if they are the first. */
    private void handOn(int block, int y, float[] gradient, int offset) {
        int width = owner.grid.width();
        for (int i = 0; i < size; i++) {
            int target = source.grid.offset(block, y * size + i);
            DenseKernel kernel = weights.backward(i);
            if (source.isFresh()) {
                kernel.write(gradient, offset, 0, opened, target, size * in, width);
            } else {
                kernel.add(gradient, offset, 0, opened, target, size * in, width);
            }
        }
    }

    private void learnKernel(int worker, int band, int block, int y, int count, float[] gradient, int offset) {
        if (spikes == null && size == 1) {
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
            int row = reader.row(worker, block, y * size + i);
            addOuter(reader.array(worker), row, size * in, i, gradient, offset, band, owner.grid.width());
        }
    }

    /** All rows in one product: the pixels between them have gradients of zero. */
    private void learnTogether(int worker, int band, int block, int y, int count, float[] gradient, int offset) {
        Grid grid = source.grid;
        float @Nullable [] kept = source.values();
        float[] array = kept == null ? gathered[worker] : kept;
        int start = kept == null ? gather(worker, block, y, count) : grid.offset(block, y);
        addOuter(array, start, in, 0, gradient, offset, band, count * (grid.width() + 2) - 2);
    }

    /** Rows of the input as they lie in its grid, one after the other. */
    private int gather(int worker, int block, int y, int count) {
        Grid grid = source.grid;
        int start = Lines.START + grid.stride();
        for (int i = 0; i < count; i++) {
            source.copyRow(worker, block, y + i, gathered[worker], start + i * grid.rowStride());
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
