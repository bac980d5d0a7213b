package org.medspike.engine.training;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.medspike.engine.kernel.Lines;
import org.medspike.engine.training.Buffers.Buffer;

/** GELU, the neuron of the ANN twin. */
final class Gelu extends Computed {

    private final Feature source;
    private final float[][] scratch;
    private final float[][] room;
    private final Pass learning;
    private @Nullable Buffer target;

    Gelu(Context context, String part, Feature source) {
        super(context, part, source.grid, List.of(source), false, true);
        this.source = source;
        scratch = Lines.floats(context.workers(), grid.row());
        room = Lines.floats(context.workers(), grid.row());
        learning = pass(this::learn);
    }

    @Override
    void computeRow(int worker, int block, int y, float[] into, int offset) {
        source.copyRow(worker, block, y, scratch[worker], Lines.START);
        context.kernels.curves().gelu(scratch[worker], Lines.START, into, offset, grid.row());
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
            source.copyRow(worker, block, y, scratch[worker], Lines.START);
            context.kernels
                    .curves()
                    .geluGradient(scratch[worker], Lines.START, into.values, offset, room[worker], grid.row());
        }
    }
}
