package org.medspike.engine.training;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;

/** Memory for gradients, which come and go during a backward pass; what is given back is used again. */
final class Buffers {

    private final Map<Grid, ArrayDeque<Buffer>> free = new HashMap<>();
    private long floats;

    /** A map of floats that several features may share as long as nobody writes to it. */
    static final class Buffer {

        final Grid grid;
        final float[] values;
        private int owners;

        private Buffer(Grid grid) {
            this.grid = grid;
            values = new float[grid.size()];
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

    /** A buffer with one owner, whose margins are zero and whose pixels are what the last owner left. */
    Buffer take(Grid grid) {
        ArrayDeque<Buffer> of = free.computeIfAbsent(grid, g -> new ArrayDeque<>());
        Buffer buffer = of.poll();
        if (buffer == null) {
            buffer = new Buffer(grid);
            floats += grid.size();
        }
        buffer.owners = 1;
        return buffer;
    }

    /** One owner less; the last one gives it back. */
    void release(Buffer buffer) {
        buffer.owners--;
        if (buffer.owners == 0) {
            free.get(buffer.grid).push(buffer);
        }
    }

    /** Memory of all buffers, in bytes. */
    long bytes() {
        return floats * Float.BYTES;
    }
}
