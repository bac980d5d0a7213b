package org.medspike.engine.training;

import java.util.List;
import org.medspike.engine.training.Buffers.Buffer;

/** A feature whose rows would be costly to compute wherever they are read: they are computed once and kept. */
final class Kept extends Feature {

    private final Feature source;
    private final float[] values;
    private final Pass copying;

    Kept(Feature source) {
        super(source.context, source.part, source.grid, List.of(source), false);
        this.source = source;
        values = new float[grid.size()];
        copying = pass(this::copy);
    }

    @Override
    float[] values() {
        return values;
    }

    @Override
    long bytes() {
        return (long) values.length * Float.BYTES;
    }

    @Override
    void copyRow(int worker, int block, int y, float[] into, int offset) {
        System.arraycopy(values, grid.offset(block, y), into, offset, grid.row());
    }

    @Override
    void addRow(int worker, int block, int y, float[] into, int offset) {
        context.kernels.rows().add(values, grid.offset(block, y), 1f, into, offset, grid.row());
    }

    @Override
    void forward() {
        context.run(copying);
    }

    private void copy(int worker, int band, int image, int y) {
        for (int block = image; block < grid.blocks(); block += context.images) {
            source.copyRow(worker, block, y, values, grid.offset(block, y));
        }
    }

    @Override
    void backward() {
        Buffer gradient = gradient();
        if (gradient != null) {
            source.receive(gradient);
        }
    }
}
