package org.medspike.engine.training;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.medspike.engine.graph.Op;
import org.medspike.engine.kernel.Kernels;
import org.medspike.engine.kernel.Lines;
import org.medspike.engine.kernel.SpikeMatrix;
import org.medspike.engine.training.Buffers.Buffer;

/**
 * Leaky integrate-and-fire neurons, equations (1) to (3), kept as bits.
 *
 * <p>The backward pass computes the membrane potentials of a row again, at all steps, and goes through time with the
 * derivative of the surrogate, also through the reset.
 */
final class Fire extends Feature {

    /** As many sums are taken of spikes as floats in less time than it takes to find out which neurons fired. */
    private static final int FEW_SUMS = 1 << 10;

    private final Op.Fire neuron;
    private final Feature current;
    private final int[] bits;
    private final float[][] rest;
    private final float[][] inputs;
    private final float[][] membranes;
    private final float[][] befores;
    private final int[][] events;
    private @Nullable Norm fused;
    private final Pass firing;
    private final Pass learning;
    private final Pass summing;
    private @Nullable Buffer target;
    private float[] opened = new float[0];

    Fire(Context context, String part, Grid grid, Feature current, Op.Fire neuron) {
        super(context, part, grid, List.of(current), false);
        this.neuron = neuron;
        this.current = current;
        bits = new int[grid.blocks() * grid.height() * grid.rowWords()];
        rest = Lines.floats(context.workers(), grid.row());
        inputs = Lines.floats(context.workers(), grid.row());
        membranes = Lines.floats(context.workers(), steps() * grid.row());
        befores = new float[context.workers()][0];
        events = new int[context.workers()][32 * Kernels.words(grid.channels())];
        firing = pass(this::fire);
        learning = pass(this::learn);
        summing = pass(this::sum);
    }

    /** Nobody else reads the normalised current: its sums over the gradient are taken in the neurons' own pass. */
    void fuse() {
        if (current instanceof Norm norm && current.grid.blocks() == grid.blocks()) {
            fused = norm;
            for (int i = 0; i < befores.length; i++) {
                befores[i] = Lines.floats(norm.keepsInput() ? 0 : steps() * grid.row());
            }
        }
    }

    /** The spikes, a bit each. */
    int[] bits() {
        return bits;
    }

    /** Writes the product of a row of spikes with a matrix, and where that starts from: {@link SpikeMatrix#add}. */
    void multiply(
            int worker,
            int block,
            int y,
            SpikeMatrix matrix,
            float[] start,
            int startOffset,
            int startStride,
            float[] out,
            int outOffset) {
        matrix.add(
                bits,
                grid.word(block, y),
                start,
                startOffset,
                startStride,
                out,
                outOffset,
                grid.width(),
                events[worker]);
    }

    /** {@code sums[k][n] += Σ_p spike[p][k] · values[p][n]}, of a row of values that lie side by side. */
    void addOuter(int worker, int block, int y, float[] values, int offset, int channels, float[] sums, int sumOffset) {
        if (grid.stride() * channels <= FEW_SUMS) {
            float[] spikes = inputs[worker];
            copyRow(worker, block, y, spikes, Lines.START);
            context.kernels
                    .denseOuter()
                    .add(
                            spikes,
                            Lines.START,
                            grid.stride(),
                            grid.stride(),
                            values,
                            offset,
                            channels,
                            sums,
                            sumOffset,
                            grid.width(),
                            channels);
            return;
        }
        context.kernels
                .spikeOuter()
                .add(
                        bits,
                        grid.word(block, y),
                        Kernels.words(grid.channels()),
                        values,
                        offset,
                        channels,
                        sums,
                        sumOffset,
                        grid.width(),
                        channels,
                        events[worker]);
    }

    @Override
    long bytes() {
        return (long) bits.length * Integer.BYTES;
    }

    @Override
    void copyRow(int worker, int block, int y, float[] into, int offset) {
        Arrays.fill(into, offset, offset + grid.row(), 0f);
        addRow(worker, block, y, into, offset);
    }

    @Override
    void addRow(int worker, int block, int y, float[] into, int offset) {
        context.kernels.rows().addSpikes(bits, grid.word(block, y), 1f, into, offset, grid.width(), grid.stride());
    }

    private int source(int block) {
        return current.grid.blocks() == grid.blocks() ? block : block % context.images;
    }

    private void readCurrent(int worker, int block, int y) {
        if (block < context.images || current.grid.blocks() == grid.blocks()) {
            current.copyRow(worker, source(block), y, inputs[worker], Lines.START);
        }
    }

    @Override
    void forward() {
        context.run(firing);
    }

    private void fire(int worker, int band, int image, int y) {
        for (int block = image; block < grid.blocks(); block += context.images) {
            readCurrent(worker, block, y);
            context.kernels
                    .fire()
                    .fire(
                            inputs[worker],
                            Lines.START,
                            rest[worker],
                            Lines.START,
                            block == image,
                            neuron.threshold(),
                            neuron.decay(),
                            bits,
                            grid.word(block, y),
                            grid.width(),
                            grid.stride());
        }
    }

    @Override
    void backward() {
        target = target();
        if (fused != null) {
            fused.startDots();
        }
        context.run(learning);
        dropGradient();
        if (current.grid.blocks() == grid.blocks()) {
            current.receive(target);
        } else {
            opened = current.openGradient();
            context.run(summing);
            current.closeGradient();
        }
        context.buffers.release(target);
        target = null;
    }

    private void learn(int worker, int band, int image, int y) {
        Buffer into = target;
        if (into == null) {
            return;
        }
        int row = grid.row();
        int step = 0;
        Norm norm = fused;
        for (int block = image; block < grid.blocks(); block += context.images) {
            if (norm == null) {
                readCurrent(worker, block, y);
            } else {
                norm.copyBoth(worker, block, y, befores[worker], Lines.START + step * row, inputs[worker], Lines.START);
            }
            context.kernels
                    .surrogate()
                    .membrane(
                            inputs[worker],
                            Lines.START,
                            rest[worker],
                            Lines.START,
                            step == 0,
                            neuron.threshold(),
                            neuron.decay(),
                            membranes[worker],
                            Lines.START + step * row,
                            row);
            step++;
        }
        float[] from = gradientValues();
        for (step = steps() - 1; step >= 0; step--) {
            int offset = grid.offset(step * context.images + image, y);
            context.kernels
                    .surrogate()
                    .back(
                            membranes[worker],
                            Lines.START + step * row,
                            from,
                            offset,
                            into.values,
                            offset,
                            rest[worker],
                            Lines.START,
                            step == steps() - 1,
                            neuron.threshold(),
                            neuron.decay(),
                            neuron.surrogate(),
                            row);
            if (norm != null) {
                int block = step * context.images + image;
                norm.addDots(worker, band, block, y, into.values, offset, befores[worker], Lines.START + step * row);
            }
        }
    }

    private void sum(int worker, int band, int image, int y) {
        Buffer from = target;
        if (from == null) {
            return;
        }
        int into = current.startRow(opened, image, y);
        for (int block = image; block < grid.blocks(); block += context.images) {
            context.kernels.rows().add(from.values, grid.offset(block, y), 1f, opened, into, grid.row());
        }
    }
}
