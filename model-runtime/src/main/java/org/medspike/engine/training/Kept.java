package org.medspike.engine.training;

import java.util.List;
import org.medspike.engine.training.Buffers.Buffer;

/** A feature whose rows would be costly to compute wherever they are read: they are computed once and kept. */
final class Kept extends Computed {

    private final Feature source;

    Kept(Feature source) {
        super(source.context, source.part, source.grid, List.of(source), false, true);
        this.source = source;
    }

    @Override
    void computeRow(int worker, int block, int y, float[] into, int offset) {
        source.copyRow(worker, block, y, into, offset);
    }

    @Override
    void backward() {
        Buffer gradient = gradient();
        if (gradient != null) {
            source.receive(gradient);
        }
    }
}
