package org.medspike.engine.training;

import org.jspecify.annotations.Nullable;
import org.medspike.engine.kernel.Lines;

/**
 * Reads rows of a feature: where they lie if it is kept, else computed into a ring of the last few rows, one ring a worker.
 */
final class RowReader {

    private final Feature source;
    private final Context context;
    private final Grid grid;
    private final int ring;
    private final float[][] rings;
    private final long[][] tags;

    /**
     * A reader.
     *
     * @param ring rows of a block that are read together
     */
    RowReader(Feature source, int ring) {
        this.source = source;
        this.context = source.context;
        this.grid = source.grid;
        this.ring = ring;
        int slots = source.steps() * ring;
        boolean kept = source.values() != null;
        rings = Lines.floats(context.workers(), kept ? 0 : (1 + slots) * grid.rowStride());
        tags = new long[context.workers()][slots];
    }

    /** The array in which {@link #row} finds its rows. */
    float[] array(int worker) {
        float @Nullable [] kept = source.values();
        return kept != null ? kept : rings[worker];
    }

    /** Where the first pixel of a row lies; pixels of zeros are before and after the row, and in the place of rows outside. */
    int row(int worker, int block, int y) {
        if (source.values() != null) {
            return grid.offset(block, y);
        }
        if (y < 0 || y >= grid.height()) {
            return Lines.START + grid.stride();
        }
        int slot = block / context.images * ring + y % ring;
        int offset = Lines.START + (1 + slot) * grid.rowStride() + grid.stride();
        long tag = context.pass() * grid.blocks() * grid.height() + (long) block * grid.height() + y + 1;
        if (tags[worker][slot] != tag) {
            source.copyRow(worker, block, y, rings[worker], offset);
            tags[worker][slot] = tag;
        }
        return offset;
    }
}
