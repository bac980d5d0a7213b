package org.medspike.engine.training;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.medspike.engine.kernel.Lines;

/**
 * A feature whose rows are computed from those of others: once, and kept, or wherever they are read.
 *
 * <p>Where they are kept, a normalisation that follows is told of each row while it is in the cache, so that it needs no
 * pass of its own for its moments.
 */
abstract class Computed extends Feature {

    private final float @Nullable [] values;
    private final float[][] scratch;
    private final Pass computing;
    private @Nullable Norm follower;

    /**
     * A feature.
     *
     * @param keeps whether its rows are kept
     */
    Computed(Context context, String part, Grid grid, List<Feature> inputs, boolean learns, boolean keeps) {
        this(context, part, grid, inputs, learns, keeps, 1, 1);
    }

    /**
     * A feature whose rows are kept, and computed some at once.
     *
     * @param unit rows that are not parted
     * @param together most rows at once
     */
    Computed(Context context, String part, Grid grid, List<Feature> inputs, boolean learns, int unit, int together) {
        this(context, part, grid, inputs, learns, true, unit, together);
    }

    private Computed(
            Context context,
            String part,
            Grid grid,
            List<Feature> inputs,
            boolean learns,
            boolean keeps,
            int unit,
            int together) {
        super(context, part, grid, inputs, learns);
        values = keeps ? new float[grid.size()] : null;
        scratch = Lines.floats(context.workers(), keeps ? 0 : grid.row());
        computing = new Pass(context.images, grid.height(), Pass.BANDS, unit, together, this::compute);
    }

    /** Takes what the rows are computed with; before any is. */
    void prepare() {}

    /** Computes a row, without margins. */
    abstract void computeRow(int worker, int block, int y, float[] into, int offset);

    /** Computes some rows of an image, at all its time steps, into the map; {@link #rowIsThere} is told of each. */
    void computeRows(int worker, int band, int image, int y, int count, float[] map) {
        for (int block = image; block < grid.blocks(); block += context.images) {
            for (int i = 0; i < count; i++) {
                int offset = grid.offset(block, y + i);
                computeRow(worker, block, y + i, map, offset);
                rowIsThere(worker, band, map, offset);
            }
        }
    }

    /** A row of the map is computed. */
    final void rowIsThere(int worker, int band, float[] map, int offset) {
        if (follower != null) {
            follower.addMoments(worker, band, map, offset);
        }
    }

    /** The normalisation will be told of all rows; false where they are not kept, or another is told already. */
    final boolean leads(Norm norm) {
        if (values == null || follower != null) {
            return false;
        }
        follower = norm;
        return true;
    }

    @Override
    final float @Nullable [] values() {
        return values;
    }

    @Override
    final long bytes() {
        return values == null ? 0 : (long) values.length * Float.BYTES;
    }

    @Override
    final void copyRow(int worker, int block, int y, float[] into, int offset) {
        if (values != null) {
            System.arraycopy(values, grid.offset(block, y), into, offset, grid.row());
        } else {
            computeRow(worker, block, y, into, offset);
        }
    }

    @Override
    final void addRow(int worker, int block, int y, float[] into, int offset) {
        if (values != null) {
            context.kernels.rows().add(values, grid.offset(block, y), 1f, into, offset, grid.row());
        } else {
            computeRow(worker, block, y, scratch[worker], Lines.START);
            context.kernels.rows().add(scratch[worker], Lines.START, 1f, into, offset, grid.row());
        }
    }

    @Override
    final void sumRow(int worker, int block, int y, float[] start, int startOffset, float[] into, int offset) {
        if (values != null) {
            context.kernels.rows().sum(start, startOffset, values, grid.offset(block, y), into, offset, grid.row());
        } else {
            computeRow(worker, block, y, into, offset);
            context.kernels.rows().add(start, startOffset, 1f, into, offset, grid.row());
        }
    }

    @Override
    final void forward() {
        prepare();
        if (values != null) {
            if (follower != null) {
                follower.startMoments();
            }
            context.run(computing);
        }
    }

    private void compute(int worker, int band, int image, int y, int count) {
        if (values != null) {
            computeRows(worker, band, image, y, count, values);
        }
    }
}
