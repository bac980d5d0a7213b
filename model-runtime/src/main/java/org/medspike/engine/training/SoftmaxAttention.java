package org.medspike.engine.training;

import java.util.Arrays;
import java.util.List;
import org.medspike.engine.graph.Op;
import org.medspike.engine.kernel.Kernels;
import org.medspike.engine.kernel.Lines;
import org.medspike.engine.work.Workers;

/**
 * Soft-max attention, equation (5), head by head, some queries at a time; the backward pass computes the similarities again.
 */
final class SoftmaxAttention extends Feature {

    private static final int QUERIES = 16;

    private final Feature queries;
    private final Feature keys;
    private final Feature values;
    private final int heads;
    private final int width;
    private final int padded;
    private final float scale;
    private final int tokens;
    private final int paddedTokens;
    private final float[] map;
    private final RowReader queryRows;
    private final RowReader keyRows;
    private final RowReader valueRows;
    private final Head[] rooms;
    private final Workers.Job computing = this::compute;
    private final Workers.Job clearing = this::clear;
    private final Workers.Job learning = this::learn;
    private float[] openedQueries = new float[0];
    private float[] openedKeys = new float[0];
    private float[] openedValues = new float[0];

    /** What a worker needs for one head. */
    private final class Head {
        final DenseKernel similarity = kernel(padded, paddedTokens);
        final DenseKernel toValues = kernel(paddedTokens, padded);
        final DenseKernel fromValues = kernel(padded, paddedTokens);
        final DenseKernel toKeys = kernel(paddedTokens, padded);
        final float[] chunk = new float[QUERIES * padded];
        final float[] result = new float[QUERIES * padded];
        final float[] shares = new float[QUERIES * paddedTokens];
        final float[] slopes = new float[QUERIES * paddedTokens];
        final float[] keyGradient = new float[paddedTokens * padded];
        final float[] valueGradient = new float[paddedTokens * padded];

        private DenseKernel kernel(int in, int out) {
            return new DenseKernel(context.kernels, 1, in, out);
        }
    }

    SoftmaxAttention(
            Context context, String part, Feature queries, Feature keys, Feature values, Op.SoftmaxAttention op) {
        super(context, part, queries.grid, List.of(queries, keys, values), false);
        this.queries = queries;
        this.keys = keys;
        this.values = values;
        heads = op.heads();
        width = grid.channels() / heads;
        padded = Kernels.padded(width);
        scale = (float) op.scale();
        tokens = keys.grid.height() * keys.grid.width();
        paddedTokens = Kernels.padded(tokens);
        map = new float[grid.size()];
        queryRows = new RowReader(queries, 1);
        keyRows = new RowReader(keys, 1);
        valueRows = new RowReader(values, 1);
        rooms = new Head[context.workers()];
        for (int i = 0; i < rooms.length; i++) {
            rooms[i] = new Head();
        }
    }

    @Override
    float[] values() {
        return map;
    }

    @Override
    long bytes() {
        return (long) map.length * Float.BYTES;
    }

    @Override
    void copyRow(int worker, int block, int y, float[] into, int offset) {
        System.arraycopy(map, grid.offset(block, y), into, offset, grid.row());
    }

    @Override
    void addRow(int worker, int block, int y, float[] into, int offset) {
        context.kernels.rows().add(map, grid.offset(block, y), 1f, into, offset, grid.row());
    }

    @Override
    void forward() {
        context.run(grid.blocks() * heads, computing);
    }

    private void compute(int index, int worker) {
        int block = index / heads;
        int first = index % heads * width;
        Head room = rooms[worker];
        takeKeysAndValues(room, worker, block, first, false);
        for (int y = 0; y < grid.height(); y++) {
            int row = queryRows.row(worker, block, y);
            for (int x = 0; x < grid.width(); x += QUERIES) {
                int count = Math.min(QUERIES, grid.width() - x);
                gather(queryRows.array(worker), row + x * grid.stride() + first, room.chunk, count);
                share(room, count);
                room.toValues.write(room.shares, 0, 0, room.result, 0, padded, count);
                int target = grid.offset(block, y) + x * grid.stride() + first;
                for (int i = 0; i < count; i++) {
                    System.arraycopy(room.result, i * padded, map, target + i * grid.stride(), width);
                }
            }
        }
    }

    private void gather(float[] from, int position, float[] into, int count) {
        for (int i = 0; i < count; i++) {
            System.arraycopy(from, position + i * grid.stride(), into, i * padded, width);
        }
    }

    /** Packs the keys and values of a head. */
    private void takeKeysAndValues(Head room, int worker, int block, int first, boolean backward) {
        for (int token = 0; token < tokens; token++) {
            int y = token / keys.grid.width();
            int x = token % keys.grid.width();
            int key = keyRows.row(worker, block, y) + x * grid.stride() + first;
            int value = valueRows.row(worker, block, y) + x * grid.stride() + first;
            for (int c = 0; c < width; c++) {
                float k = keyRows.array(worker)[key + c];
                float v = valueRows.array(worker)[value + c];
                room.similarity.weights()[Lines.START + c * paddedTokens + token] = k;
                room.toValues.weights()[Lines.START + token * padded + c] = v;
                if (backward) {
                    room.fromValues.weights()[Lines.START + c * paddedTokens + token] = v;
                    room.toKeys.weights()[Lines.START + token * padded + c] = k;
                }
            }
        }
        room.similarity.pack();
        room.toValues.pack();
        if (backward) {
            room.fromValues.pack();
            room.toKeys.pack();
        }
    }

    /** The soft-max of the similarities of some queries with all keys. */
    private void share(Head room, int count) {
        room.similarity.write(room.chunk, 0, 0, room.shares, 0, paddedTokens, count);
        for (int i = 0; i < count; i++) {
            int from = i * paddedTokens;
            float factor = 1 / context.kernels.curves().exponentials(room.shares, from, tokens, scale);
            for (int j = 0; j < tokens; j++) {
                room.shares[from + j] *= factor;
            }
        }
    }

    @Override
    void backward() {
        openedQueries = queries.openGradient();
        openedKeys = keys.openGradient();
        openedValues = values.openGradient();
        context.run(grid.blocks(), clearing);
        context.run(grid.blocks() * heads, learning);
        queries.closeGradient();
        keys.closeGradient();
        values.closeGradient();
    }

    private void clear(int block, int worker) {
        for (int y = 0; y < grid.height(); y++) {
            queries.startRow(openedQueries, block, y);
        }
        for (int y = 0; y < keys.grid.height(); y++) {
            keys.startRow(openedKeys, block, y);
            values.startRow(openedValues, block, y);
        }
    }

    private void learn(int index, int worker) {
        int block = index / heads;
        int first = index % heads * width;
        Head room = rooms[worker];
        takeKeysAndValues(room, worker, block, first, true);
        Arrays.fill(room.keyGradient, 0f);
        Arrays.fill(room.valueGradient, 0f);
        for (int y = 0; y < grid.height(); y++) {
            for (int x = 0; x < grid.width(); x += QUERIES) {
                learnChunk(room, worker, block, y, x, first);
            }
        }
        for (int token = 0; token < tokens; token++) {
            int target = keys.grid.offset(block, token / keys.grid.width())
                    + token % keys.grid.width() * grid.stride()
                    + first;
            for (int c = 0; c < width; c++) {
                openedKeys[target + c] += room.keyGradient[token * padded + c];
                openedValues[target + c] += room.valueGradient[token * padded + c];
            }
        }
    }

    private void learnChunk(Head room, int worker, int block, int y, int x, int first) {
        int count = Math.min(QUERIES, grid.width() - x);
        int row = queryRows.row(worker, block, y) + x * grid.stride() + first;
        gather(queryRows.array(worker), row, room.chunk, count);
        share(room, count);
        int target = grid.offset(block, y) + x * grid.stride() + first;
        gather(gradientValues(), target, room.result, count);
        outer(room.shares, room.result, room.valueGradient, count);
        room.fromValues.write(room.result, 0, 0, room.slopes, 0, paddedTokens, count);
        for (int i = 0; i < count; i++) {
            throughSoftmax(room.shares, room.slopes, i * paddedTokens);
        }
        outer(room.slopes, room.chunk, room.keyGradient, count);
        room.toKeys.write(room.slopes, 0, 0, room.result, 0, padded, count);
        for (int i = 0; i < count; i++) {
            for (int c = 0; c < width; c++) {
                openedQueries[target + i * grid.stride() + c] += room.result[i * padded + c];
            }
        }
    }

    private void outer(float[] ofTokens, float[] ofQueries, float[] sums, int count) {
        context.kernels
                .denseOuter()
                .add(ofTokens, 0, paddedTokens, paddedTokens, ofQueries, 0, padded, sums, 0, count, padded);
    }

    /** From gradients by shares to gradients by similarities. */
    private void throughSoftmax(float[] shares, float[] slopes, int from) {
        double dot = 0;
        for (int j = 0; j < tokens; j++) {
            dot += (double) shares[from + j] * slopes[from + j];
        }
        float mean = (float) dot;
        for (int j = 0; j < tokens; j++) {
            slopes[from + j] = scale * shares[from + j] * (slopes[from + j] - mean);
        }
    }
}
