package org.medspike.engine.training;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.medspike.engine.kernel.Kernels;
import org.medspike.engine.work.Workers;

/** What one input has in a convolution: its share of the kernel, and the gradients by both. */
final class DenseInput {

    private static final int SHARES = 8;

    private final Dense owner;
    private final Feature source;
    private final Parameter parameter;
    private final int first;
    private final int size;
    private final int stride;
    private final int in;
    private final int out;
    private final RowReader reader;
    private final @Nullable Fire spikes;
    private final int[][] events;
    private final DenseKernel forward;
    private final DenseKernel[] backward;
    private final float[] zeros;
    private final int offsetOfPartial;
    private final Workers.Job taking = this::takeShare;
    private final Workers.Job packing = this::pack;
    private final Workers.Job clearing = this::clear;
    private final Workers.Job adding = this::addShare;
    private int bandsToAdd;
    private float[] opened = new float[0];
    private boolean learned;

    /**
     * A share.
     *
     * @param parameter the whole kernel, {@code [out, in, size, size]}
     * @param first which of its input channels is the first of this input
     */
    DenseInput(Dense owner, Feature source, Parameter parameter, int first, int size, int stride) {
        this.owner = owner;
        this.source = source;
        this.parameter = parameter;
        this.first = first;
        this.size = size;
        this.stride = stride;
        in = source.grid.stride();
        out = owner.grid.stride();
        Kernels kernels = owner.context.kernels;
        int padding = stride == 1 ? size / 2 : 0;
        if (stride != 1 && stride != size) {
            throw new UnsupportedOperationException("no kernel of size " + size + " with stride " + stride);
        }
        reader = new RowReader(source, size);
        spikes = source instanceof Fire fire && size == 1 ? fire : null;
        events = new int[owner.context.workers()][32 * Kernels.words(source.grid.channels())];
        forward = new DenseKernel(kernels, size, stride, padding, in, out);
        backward = new DenseKernel[stride];
        for (int i = 0; i < stride; i++) {
            // Blocks do not overlap: each row of a block is a 1x1 convolution to all pixels of that row.
            backward[i] = stride == 1
                    ? new DenseKernel(kernels, size, 1, padding, out, in)
                    : new DenseKernel(kernels, 1, 1, 0, out, stride * in);
        }
        zeros = new float[stride * in];
        offsetOfPartial = first == 0 ? 0 : size * size * Kernels.padded(first) * out;
        owner.context.reservePartial(offsetOfPartial + forward.weights().length);
    }

    /** Takes the kernel as it is now. */
    void takeWeights() {
        owner.context.run(SHARES, taking);
        owner.context.run(1 + backward.length, packing);
    }

    /** The first of this input's channels that a share has. */
    private int firstChannel(int share) {
        return share * source.grid.channels() / SHARES;
    }

    /** Where a weight lies in the parameter. */
    private int position(int n, int c) {
        return (n * parameter.spec().shape().get(1) + first + c) * size * size;
    }

    private void takeShare(int share, int worker) {
        int begin = firstChannel(share);
        int end = firstChannel(share + 1);
        for (int n = 0; n < owner.grid.channels(); n += Kernels.LANE_GROUP) {
            takeForward(n, Math.min(owner.grid.channels(), n + Kernels.LANE_GROUP), begin, end);
        }
        for (int n = 0; n < owner.grid.channels(); n++) {
            takeBackward(n, begin, end);
        }
    }

    /** Outputs that share a cache line together. */
    private void takeForward(int from, int to, int begin, int end) {
        float[] values = parameter.values();
        float[] weights = forward.weights();
        for (int c = begin; c < end; c++) {
            for (int tap = 0; tap < size * size; tap++) {
                int row = (tap * in + c) * out;
                for (int n = from; n < to; n++) {
                    weights[row + n] = values[position(n, c) + tap];
                }
            }
        }
    }

    private void takeBackward(int n, int begin, int end) {
        float[] values = parameter.values();
        for (int tap = 0; tap < size * size; tap++) {
            float[] weights = backward[stride == 1 ? 0 : tap / size].weights();
            int row = stride == 1 ? ((size * size - 1 - tap) * out + n) * in : n * stride * in + tap % size * in;
            for (int c = begin; c < end; c++) {
                weights[row + c] = values[position(n, c) + tap];
            }
        }
    }

    private void pack(int which, int worker) {
        if (which > 0) {
            backward[which - 1].pack();
        } else if (spikes == null) {
            forward.pack();
        }
    }

    /** Writes a row, and the bias. */
    void write(int worker, int block, int y, float[] bias, float[] into, int offset) {
        if (spikes != null) {
            addSpikes(worker, block, y, bias, 0, 0, into, offset);
            return;
        }
        int above = firstRow(y);
        int width = owner.grid.width();
        int row = reader.row(worker, block, above);
        forward.add(reader.array(worker), row, 0, bias, 0, 0, into, offset, out, width);
        for (int i = 1; i < size; i++) {
            row = reader.row(worker, block, above + i);
            forward.add(reader.array(worker), row, i, into, offset, out, width);
        }
    }

    /** The first row of the input that goes into a row of the output. */
    private int firstRow(int y) {
        return stride == 1 ? y - size / 2 : y * stride;
    }

    /** Adds a row. */
    void add(int worker, int block, int y, float[] into, int offset) {
        if (spikes != null) {
            addSpikes(worker, block, y, into, offset, out, into, offset);
            return;
        }
        int above = firstRow(y);
        for (int i = 0; i < size; i++) {
            int row = reader.row(worker, block, above + i);
            forward.add(reader.array(worker), row, i, into, offset, out, owner.grid.width());
        }
    }

    private void addSpikes(
            int worker, int block, int y, float[] start, int startOffset, int startStride, float[] into, int offset) {
        if (spikes == null) {
            return;
        }
        owner.context
                .kernels
                .spikes()
                .add(
                        spikes.bits(),
                        source.grid.word(block, y),
                        Kernels.words(source.grid.channels()),
                        forward.weights(),
                        0,
                        start,
                        startOffset,
                        startStride,
                        into,
                        offset,
                        out,
                        owner.grid.width(),
                        out,
                        events[worker]);
    }

    /** A backward pass begins. */
    void open(boolean learnsKernel) {
        learned = learnsKernel;
        if (source.learns()) {
            opened = source.openGradient();
        }
        if (learned) {
            owner.context.run(Pass.BANDS, clearing);
        }
    }

    private void clear(int band, int worker) {
        Arrays.fill(owner.context.partial(), sums(band), sums(band) + forward.weights().length, 0f);
    }

    private int sums(int band) {
        return band * (owner.context.partial().length / Pass.BANDS) + offsetOfPartial;
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
                hand(backward[0], i, gradient, row, block, y, i == 0);
            }
        } else {
            for (int i = 0; i < stride; i++) {
                hand(backward[i], 0, gradient, offset, block, y * stride + i, true);
            }
        }
    }

    /** Adds to a row of the input's gradient, or writes it if it is the first. */
    private void hand(
            DenseKernel kernel, int kernelRow, float[] gradient, int row, int block, int y, boolean startsRow) {
        int target = source.grid.offset(block, y);
        int width = owner.grid.width();
        if (startsRow && source.isFresh()) {
            kernel.add(gradient, row, kernelRow, zeros, 0, 0, opened, target, stride * in, width);
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
                            sums(band),
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
                            sums(band) + i * size * in * out,
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
            bandsToAdd = bands;
            owner.context.run(SHARES, adding);
        }
    }

    private void addShare(int share, int worker) {
        float[] partial = owner.context.partial();
        int begin = firstChannel(share);
        int end = firstChannel(share + 1);
        for (int tap = 0; tap < size * size; tap++) {
            int from = (tap * in + begin) * out;
            for (int band = 1; band < bandsToAdd; band++) {
                owner.context
                        .kernels
                        .rows()
                        .add(partial, sums(band) + from, 1f, partial, sums(0) + from, (end - begin) * out);
            }
        }
        for (int n = 0; n < owner.grid.channels(); n += Kernels.LANE_GROUP) {
            addTo(n, Math.min(owner.grid.channels(), n + Kernels.LANE_GROUP), begin, end);
        }
    }

    private void addTo(int from, int to, int begin, int end) {
        float[] partial = owner.context.partial();
        float[] found = parameter.gradient();
        for (int c = begin; c < end; c++) {
            for (int tap = 0; tap < size * size; tap++) {
                int row = sums(0) + (tap * in + c) * out;
                for (int n = from; n < to; n++) {
                    found[position(n, c) + tap] += partial[row + n];
                }
            }
        }
    }
}
