package org.medspike.engine.training;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.medspike.engine.training.Buffers.Buffer;

/** GELU, the neuron of the ANN twin. */
final class Gelu extends Feature {

    private final Feature source;
    private final float[] values;
    private final float[][] scratch;
    private final float[][] room;
    private final Pass computing;
    private final Pass learning;
    private @Nullable Buffer target;

    Gelu(Context context, String part, Feature source) {
        super(context, part, source.grid, List.of(source), false);
        this.source = source;
        values = new float[grid.size()];
        scratch = new float[context.workers()][grid.row()];
        room = new float[context.workers()][grid.row()];
        computing = pass(this::compute);
        learning = pass(this::learn);
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
        context.run(computing);
    }

    private void compute(int worker, int band, int image, int y) {
        for (int block = image; block < grid.blocks(); block += context.images) {
            source.copyRow(worker, block, y, scratch[worker], 0);
            context.kernels.curves().gelu(scratch[worker], 0, values, grid.offset(block, y), grid.row());
        }
    }

    @Override
    void backward() {
        target = target();
        context.run(learning);
        dropGradient();
        source.receive(target);
        context.buffers.release(target);
        target = null;
    }

    private void learn(int worker, int band, int image, int y) {
        Buffer into = target;
        if (into == null) {
            return;
        }
        float[] from = gradientValues();
        for (int block = image; block < grid.blocks(); block += context.images) {
            int offset = grid.offset(block, y);
            if (from != into.values) {
                System.arraycopy(from, offset, into.values, offset, grid.row());
            }
            source.copyRow(worker, block, y, scratch[worker], 0);
            context.kernels.curves().geluGradient(scratch[worker], 0, into.values, offset, room[worker], grid.row());
        }
    }
}
