package org.medspike.engine.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.medspike.engine.kernel.Lines;

/** Memory for gradients, which come and go during a backward pass; what is given back is used again, by whatever fits in. */
final class Buffers {

    private final List<Buffer> free = new ArrayList<>();
    private long floats;

    /** A map of floats that several features may share as long as nobody writes to it. */
    static final class Buffer {

        final float[] values;
        private int owners;
        private @Nullable Grid laidOut;

        private Buffer(int size) {
            values = new float[size];
        }

        /** One owner more. */
        Buffer share() {
            owners++;
            return this;
        }

        boolean isShared() {
            return owners > 1;
        }
    }

    /** A buffer with one owner, laid out by a grid: its margins are zero, its pixels are what the last owner left. */
    Buffer take(Grid grid) {
        Buffer buffer = smallest(grid.size());
        if (buffer == null) {
            buffer = new Buffer(grid.size());
            floats += grid.size();
        } else {
            free.remove(buffer);
            if (!grid.equals(buffer.laidOut)) {
                clearMargins(buffer.values, grid);
            }
        }
        buffer.laidOut = grid;
        buffer.owners = 1;
        return buffer;
    }

    private @Nullable Buffer smallest(int size) {
        Buffer best = null;
        for (int i = 0; i < free.size(); i++) {
            Buffer candidate = free.get(i);
            int length = candidate.values.length;
            if (length >= size && (best == null || length < best.values.length)) {
                best = candidate;
            }
        }
        return best;
    }

    private static void clearMargins(float[] values, Grid grid) {
        Arrays.fill(values, 0, Lines.START + grid.rowStride(), 0f);
        int margin = grid.stride();
        for (int row = 1; row <= grid.blocks() * grid.height(); row++) {
            int from = Lines.START + row * grid.rowStride();
            Arrays.fill(values, from, from + margin, 0f);
            Arrays.fill(values, from + grid.rowStride() - margin, from + grid.rowStride(), 0f);
        }
    }

    /** One owner less; the last one gives it back. */
    void release(Buffer buffer) {
        buffer.owners--;
        if (buffer.owners == 0) {
            free.add(buffer);
        }
    }

    /** Memory of all buffers, in bytes. */
    long bytes() {
        return floats * Float.BYTES;
    }
}
