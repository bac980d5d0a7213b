package org.medspike.engine.training;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.medspike.engine.kernel.Lines;
import org.medspike.engine.training.Buffers.Buffer;
import org.medspike.engine.work.Workers;

/**
 * What the interactions of equation (9) share, image by image and step by step: M = K^T V of each head, and the sums of
 * values and of keys times values.
 *
 * <p>All of them are linear in two maps, {@link Attended} and {@link AttendedSums}. Products are taken over the squares of
 * {@link HeadSquares} and then confined to the heads: spikes give whole numbers, which are exact.
 */
final class KeyValues extends Feature {

    private final Feature queryMap;
    private final Feature keyMap;
    private final Feature valueMap;
    private final Tokens queries;
    private final Tokens keys;
    private final Tokens values;
    private final int stride;
    private final int size;
    private final float[][] matrices;
    private final float[][] keySums;
    private final float[][] valueSums;
    private final double[][] keySumGradients;
    private final double[][] valueSumGradients;
    private final float[] zeros;
    private final double[][] moments;
    private final float[][] room;
    private final float[][] gradientMatrix;
    private final HeadSquares[] squares;
    private final float[][] constants;
    private final Workers.Job summing = this::sumUp;
    private final Workers.Job learning = this::learn;
    private final Attended attended;
    private final AttendedSums attendedSums;
    private @Nullable Buffer byProducts;
    private @Nullable Buffer bySums;
    private float[] openedQueries = new float[0];
    private float[] openedKeys = new float[0];
    private float[] openedValues = new float[0];

    KeyValues(Context context, String part, Feature queries, Feature keys, Feature values, int heads) {
        super(context, part, queries.grid, List.of(queries, keys, values), false);
        if (queries == keys || keys == values || values == queries) {
            throw new UnsupportedOperationException("queries, keys and values must be maps of their own in " + part);
        }
        queryMap = queries;
        keyMap = keys;
        valueMap = values;
        this.queries = new Tokens(queries, heads);
        this.keys = new Tokens(keys, heads);
        this.values = new Tokens(values, heads);
        int headWidth = grid.channels() / heads;
        stride = grid.stride();
        size = HeadSquares.size(grid, headWidth);
        int blocks = grid.blocks();
        int workers = context.workers();
        matrices = Lines.floats(blocks, size);
        keySums = new float[blocks][stride];
        valueSums = new float[blocks][stride];
        keySumGradients = new double[blocks][stride];
        valueSumGradients = new double[blocks][stride];
        zeros = new float[stride];
        moments = new double[workers][2 * stride];
        room = new float[workers][2 * stride];
        gradientMatrix = Lines.floats(workers, size);
        squares = new HeadSquares[workers];
        for (int i = 0; i < workers; i++) {
            squares[i] = new HeadSquares(context.kernels, grid, headWidth);
        }
        constants = new float[workers][stride];
        attended = new Attended(this);
        attendedSums = new AttendedSums(this, this.queries, heads);
    }

    /** The map {@code Q (K^T V)}. */
    Attended attended() {
        return attended;
    }

    /** The map {@code Q (1 (1^T V))}. */
    AttendedSums attendedSums() {
        return attendedSums;
    }

    /** 1^T (K^T V) of a block, by value channel. */
    float[] keySums(int block) {
        return keySums[block];
    }

    /** 1^T V of a block. */
    float[] valueSums(int block) {
        return valueSums[block];
    }

    /** Where the gradient by {@link #keySums} is added. */
    double[] keySumGradient(int block) {
        return keySumGradients[block];
    }

    /** Where the gradient by {@link #valueSums} is added. */
    double[] valueSumGradient(int block) {
        return valueSumGradients[block];
    }

    /** The gradient by {@link #attended} is there. */
    void takeGradientByProducts(Buffer gradient) {
        byProducts = gradient.share();
    }

    /** The gradient by {@link #attendedSums} is there. */
    void takeGradientBySums(Buffer gradient) {
        bySums = gradient.share();
    }

    @Override
    void copyRow(int worker, int block, int y, float[] into, int offset) {
        throw new IllegalStateException("no map of its own: " + this);
    }

    @Override
    void addRow(int worker, int block, int y, float[] into, int offset) {
        throw new IllegalStateException("no map of its own: " + this);
    }

    @Override
    void forward() {
        context.run(grid.blocks(), summing);
    }

    /** Blocks of an image are neighbours, so that who had its rows has them too. */
    private int block(int part) {
        return part % steps() * context.images + part / steps();
    }

    private void sumUp(int part, int worker) {
        int block = block(part);
        HeadSquares heads = squares[worker];
        float[] matrix = matrices[block];
        double[] sums = moments[worker];
        Arrays.fill(matrix, 0f);
        Arrays.fill(sums, 0);
        for (int y = 0; y < grid.height(); y++) {
            int key = keys.row(worker, block, y);
            int value = values.row(worker, block, y);
            heads.addOuter(keys.array(worker), key, values.array(worker), value, matrix);
            context.kernels
                    .norm()
                    .moments(values.array(worker), value, zeros, grid.width(), stride, sums, 0, room[worker]);
        }
        for (int v = 0; v < stride; v++) {
            valueSums[block][v] = (float) sums[v];
        }
        Arrays.fill(keySums[block], 0f);
        for (int i = 0; i < size; i++) {
            int at = Lines.START + i;
            matrix[at] = heads.isWithinHead(i) ? matrix[at] : 0;
            keySums[block][heads.to(i)] += matrix[at];
        }
        attendedSums.take(block, worker, valueSums[block]);
        heads.take(matrix);
        for (int y = 0; y < grid.height(); y++) {
            int query = queries.row(worker, block, y);
            heads.multiply(queries.array(worker), query, zeros, 0, 0, attended.values(), grid.offset(block, y));
        }
    }

    @Override
    boolean needsBackward() {
        return byProducts != null || bySums != null;
    }

    @Override
    void backward() {
        openedQueries = queryMap.openGradient();
        openedKeys = keyMap.openGradient();
        openedValues = valueMap.openGradient();
        context.run(grid.blocks(), learning);
        queryMap.closeGradient();
        keyMap.closeGradient();
        valueMap.closeGradient();
        byProducts = released(byProducts);
        bySums = released(bySums);
        for (int block = 0; block < grid.blocks(); block++) {
            Arrays.fill(keySumGradients[block], 0);
            Arrays.fill(valueSumGradients[block], 0);
        }
    }

    private @Nullable Buffer released(@Nullable Buffer gradient) {
        if (gradient != null) {
            context.buffers.release(gradient);
        }
        return null;
    }

    private void learn(int part, int worker) {
        int block = block(part);
        float[] found = gradientMatrix[worker];
        Arrays.fill(found, 0f);
        if (byProducts != null) {
            byMatrix(block, worker, byProducts.values, found);
        } else {
            for (int y = 0; y < grid.height(); y++) {
                queryMap.startRow(openedQueries, block, y);
            }
        }
        if (bySums != null) {
            attendedSums.learn(block, worker, bySums.values, valueSums[block], openedQueries, valueSumGradients[block]);
        }
        HeadSquares heads = squares[worker];
        for (int i = 0; i < size; i++) {
            int at = Lines.START + i;
            found[at] = heads.isWithinHead(i) ? (float) (found[at] + keySumGradients[block][heads.to(i)]) : 0;
        }
        toKeysAndValues(block, worker, found);
    }

    /** The gradient by M, and its map's share in that by the queries. */
    private void byMatrix(int block, int worker, float[] gradient, float[] found) {
        HeadSquares heads = squares[worker];
        heads.takeTransposed(matrices[block]);
        for (int y = 0; y < grid.height(); y++) {
            int offset = grid.offset(block, y);
            int query = queries.row(worker, block, y);
            heads.addOuter(queries.array(worker), query, gradient, offset, found);
            hand(heads, gradient, offset, queryMap, openedQueries, offset);
        }
    }

    /** Adds a row's product to the gradient of a map, or writes it if it is the first. */
    private void hand(HeadSquares heads, float[] in, int inOffset, Feature map, float[] opened, int offset) {
        if (map.isFresh()) {
            heads.multiply(in, inOffset, zeros, 0, 0, opened, offset);
        } else {
            heads.multiply(in, inOffset, opened, offset, stride, opened, offset);
        }
    }

    private void toKeysAndValues(int block, int worker, float[] found) {
        HeadSquares heads = squares[worker];
        heads.takeTransposed(found);
        for (int y = 0; y < grid.height(); y++) {
            int offset = grid.offset(block, y);
            int value = values.row(worker, block, y);
            hand(heads, values.array(worker), value, keyMap, openedKeys, offset);
        }
        heads.take(found);
        float[] ofAll = constants[worker];
        for (int v = 0; v < stride; v++) {
            ofAll[v] = (float) valueSumGradients[block][v];
        }
        for (int y = 0; y < grid.height(); y++) {
            int offset = grid.offset(block, y);
            int key = keys.row(worker, block, y);
            if (valueMap.isFresh()) {
                heads.multiply(keys.array(worker), key, ofAll, 0, 0, openedValues, offset);
            } else {
                hand(heads, keys.array(worker), key, valueMap, openedValues, offset);
                context.kernels
                        .norm()
                        .addAffine(openedValues, offset, zeros, ofAll, openedValues, offset, grid.width(), stride);
            }
        }
    }
}
