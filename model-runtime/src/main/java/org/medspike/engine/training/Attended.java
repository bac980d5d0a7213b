package org.medspike.engine.training;

import java.util.List;
import org.medspike.engine.training.Buffers.Buffer;

/** The map {@code A = Q (K^T V)} of all interactions, computed and gone through backward by {@link KeyValues}. */
final class Attended extends Feature {

    private final KeyValues source;
    private final float[] values;

    Attended(KeyValues source) {
        super(source.context, source.part, source.grid, List.of(source), false);
        this.source = source;
        values = new float[grid.size()];
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
    void backward() {
        Buffer gradient = gradient();
        if (gradient != null) {
            source.takeGradientByProducts(gradient);
        }
    }
}
