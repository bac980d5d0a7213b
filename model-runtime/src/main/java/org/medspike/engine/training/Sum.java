package org.medspike.engine.training;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.medspike.engine.training.Buffers.Buffer;

/** The sum of features. */
final class Sum extends Feature {

    Sum(Context context, String part, Grid grid, List<Feature> addends) {
        super(context, part, grid, addends, false);
    }

    @Override
    void copyRow(int worker, int block, int y, float[] into, int offset) {
        float @Nullable [] kept = inputs().get(0).values();
        int next = 1;
        if (kept == null) {
            inputs().get(0).copyRow(worker, block, y, into, offset);
        } else {
            inputs().get(1).sumRow(worker, block, y, kept, grid.offset(block, y), into, offset);
            next = 2;
        }
        for (int i = next; i < inputs().size(); i++) {
            inputs().get(i).addRow(worker, block, y, into, offset);
        }
    }

    @Override
    void addRow(int worker, int block, int y, float[] into, int offset) {
        for (int i = 0; i < inputs().size(); i++) {
            inputs().get(i).addRow(worker, block, y, into, offset);
        }
    }

    @Override
    void backward() {
        Buffer gradient = gradient();
        if (gradient != null) {
            for (int i = 0; i < inputs().size(); i++) {
                inputs().get(i).receive(gradient);
            }
        }
    }
}
