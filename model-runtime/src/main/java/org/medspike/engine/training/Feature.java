package org.medspike.engine.training;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.medspike.engine.training.Buffers.Buffer;

/**
 * A map of features of a whole batch, at all its time steps, and the gradient of the loss by it.
 *
 * <p>A feature is kept in memory, or its rows are computed whenever they are read. Rows may be read by several workers at
 * once; {@link #forward} and {@link #backward} are called by one thread, in the order of the tape.
 */
abstract class Feature {

    final Context context;
    final String part;
    final Grid grid;
    private final List<Feature> inputs;
    private final boolean learns;
    private @Nullable Buffer gradient;
    private boolean fresh;
    private final Pass adding;
    private final Pass copying;
    private float[] addTo = new float[0];
    private @Nullable Buffer added;

    /**
     * A feature.
     *
     * @param learns whether there is something to learn in it or before it, so that it needs a gradient
     */
    Feature(Context context, String part, Grid grid, List<Feature> inputs, boolean learns) {
        this.context = context;
        this.part = part;
        this.grid = grid;
        this.inputs = List.copyOf(inputs);
        this.learns = learns || inputs.stream().anyMatch(Feature::learns);
        adding = pass(this::addRowOf);
        copying = pass(this::copyRowOf);
    }

    /** What it is computed from. */
    final List<Feature> inputs() {
        return inputs;
    }

    /** Whether gradients go through it. */
    final boolean learns() {
        return learns;
    }

    /** A pass over its rows. */
    final Pass pass(Pass.Row job) {
        return new Pass(context.images, grid.height(), job);
    }

    /** Time steps; one where all are alike. */
    final int steps() {
        return grid.blocks() / context.images;
    }

    /** The map where it is kept, laid out by its grid; null where rows are computed. */
    float @Nullable [] values() {
        return null;
    }

    /** Memory that it holds between the passes, in bytes. */
    long bytes() {
        return 0;
    }

    /** Writes a row without margins. */
    abstract void copyRow(int worker, int block, int y, float[] into, int offset);

    /** Adds a row. */
    abstract void addRow(int worker, int block, int y, float[] into, int offset);

    /** Writes a row added to another that is kept. */
    void sumRow(int worker, int block, int y, float[] start, int startOffset, float[] into, int offset) {
        System.arraycopy(start, startOffset, into, offset, grid.row());
        addRow(worker, block, y, into, offset);
    }

    /** Computes what is kept. */
    void forward() {}

    /** Whether a gradient has come to it that leads to something that learns. */
    boolean needsBackward() {
        return learns && gradient != null;
    }

    /** Hands the gradient on to the inputs, and keeps those of parameters. */
    abstract void backward();

    /** The gradient, which is there once all that reads the feature has gone backward; null where nothing does. */
    final @Nullable Buffer gradient() {
        return gradient;
    }

    /** The gradient, to be read. */
    final float[] gradientValues() {
        if (gradient == null) {
            throw new IllegalStateException("no gradient has come to " + this);
        }
        return gradient.values;
    }

    /**
     * The gradient, to be added to row by row in one pass; {@link #startRow} comes first, {@link #closeGradient} after the
     * pass.
     */
    final float[] openGradient() {
        Buffer known = gradient;
        if (known == null) {
            known = context.buffers.take(grid);
            fresh = true;
        } else if (known.isShared()) {
            Buffer own = context.buffers.take(grid);
            addTo = own.values;
            added = known;
            context.run(copying);
            added = null;
            context.buffers.release(known);
            known = own;
        }
        gradient = known;
        return known.values;
    }

    /** Whether nothing has been written to the opened gradient before this pass. */
    final boolean isFresh() {
        return fresh;
    }

    /** Where the gradient of a row lies, which is zero if this is the first pass that adds to it. */
    final int startRow(float[] opened, int block, int y) {
        int offset = grid.offset(block, y);
        if (fresh) {
            Arrays.fill(opened, offset, offset + grid.row(), 0f);
        }
        return offset;
    }

    /** The pass is over. */
    final void closeGradient() {
        fresh = false;
    }

    /** Adds a gradient that has the same grid; takes it over, shared, if it is the first. */
    final void receive(Buffer other) {
        if (!learns) {
            return;
        }
        if (gradient == null) {
            gradient = other.share();
            return;
        }
        addTo = openGradient();
        added = other;
        context.run(adding);
        added = null;
        closeGradient();
    }

    private void addRowOf(int worker, int band, int image, int y) {
        Buffer from = added;
        if (from == null) {
            return;
        }
        for (int block = image; block < grid.blocks(); block += context.images) {
            int offset = grid.offset(block, y);
            context.kernels.rows().add(from.values, offset, 1f, addTo, offset, grid.row());
        }
    }

    private void copyRowOf(int worker, int band, int image, int y) {
        Buffer from = added;
        if (from == null) {
            return;
        }
        for (int block = image; block < grid.blocks(); block += context.images) {
            int offset = grid.offset(block, y);
            System.arraycopy(from.values, offset, addTo, offset, grid.row());
        }
    }

    /** The gradient is no longer needed. */
    final void dropGradient() {
        if (gradient != null) {
            context.buffers.release(gradient);
            gradient = null;
        }
    }

    /** The gradient for the feature's own use: in its place where nobody else holds it, else elsewhere. */
    final Buffer target() {
        return gradient != null && !gradient.isShared() ? gradient.share() : context.buffers.take(grid);
    }

    @Override
    public String toString() {
        return getClass().getSimpleName() + " " + grid + " in " + part;
    }
}
