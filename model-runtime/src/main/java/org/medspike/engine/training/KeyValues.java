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
 * <p>All of them are linear in two maps, {@link Attended} and {@link AttendedSums}. Products are taken over all channels and
 * then confined to the heads: spikes give whole numbers, which are exact.
 */
final class KeyValues extends Feature {

    private final Feature queryMap;
    private final Feature keyMap;
    private final Feature valueMap;
    private final Tokens queries;
    private final Tokens keys;
    private final Tokens values;
    private final int headWidth;
    private final int stride;
    private final float[][] matrices;
    private final float[][] keySums;
    private final float[][] valueSums;
    private final double[][] keySumGradients;
    private final double[][] valueSumGradients;
    private final float[] zeros;
    private final double[][] moments;
    private final float[][] room;
    private final float[][] gradientMatrix;
    private final DenseKernel[] products;
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
        headWidth = grid.channels() / heads;
        stride = grid.stride();
        int blocks = grid.blocks();
        int workers = context.workers();
        matrices = Lines.floats(blocks, stride * stride);
        keySums = new float[blocks][stride];
        valueSums = new float[blocks][stride];
        keySumGradients = new double[blocks][stride];
        valueSumGradients = new double[blocks][stride];
        zeros = new float[stride];
        moments = new double[workers][2 * stride];
        room = new float[workers][2 * stride];
        gradientMatrix = Lines.floats(workers, stride * stride);
        products = new DenseKernel[workers];
        for (int i = 0; i < workers; i++) {
            products[i] = new DenseKernel(context.kernels, 1, 1, 0, stride, stride);
        }
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

    private boolean sameHead(int a, int b) {
        return a / headWidth == b / headWidth && a < grid.channels() && b < grid.channels();
    }

    @Override
    void forward() {
        context.run(grid.blocks(), summing);
    }

    private void sumUp(int block, int worker) {
        float[] matrix = matrices[block];
        double[] sums = moments[worker];
        Arrays.fill(matrix, 0f);
        Arrays.fill(sums, 0);
        for (int y = 0; y < grid.height(); y++) {
            int value = values.row(worker, block, y);
            float[] array = values.array(worker);
            keys.addOuter(worker, block, y, array, value, matrix);
            context.kernels.norm().moments(array, value, zeros, grid.width(), stride, sums, 0, room[worker]);
        }
        Arrays.fill(keySums[block], 0f);
        for (int v = 0; v < stride; v++) {
            valueSums[block][v] = (float) sums[v];
        }
        for (int k = 0; k < stride; k++) {
            int row = Lines.START + k * stride;
            for (int v = 0; v < stride; v++) {
                matrix[row + v] = sameHead(k, v) ? matrix[row + v] : 0;
                keySums[block][v] += matrix[row + v];
            }
        }
        attendedSums.take(block, worker, valueSums[block]);
        multiply(block, worker);
    }

    private void multiply(int block, int worker) {
        DenseKernel product = products[worker];
        System.arraycopy(matrices[block], Lines.START, product.weights(), Lines.START, stride * stride);
        queries.take(product);
        for (int y = 0; y < grid.height(); y++) {
            queries.writeProduct(worker, block, y, product, attended.values(), grid.offset(block, y));
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

    private void learn(int block, int worker) {
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
        for (int i = 0; i < stride * stride; i++) {
            boolean same = sameHead(i / stride, i % stride);
            int at = Lines.START + i;
            found[at] = same ? (float) (found[at] + keySumGradients[block][i % stride]) : 0;
        }
        toKeysAndValues(block, worker, found);
    }

    /** The gradient by M, and its map's share in that by the queries. */
    private void byMatrix(int block, int worker, float[] gradient, float[] found) {
        DenseKernel product = products[worker];
        transpose(matrices[block], product.weights());
        product.pack();
        for (int y = 0; y < grid.height(); y++) {
            int offset = grid.offset(block, y);
            queries.addOuter(worker, block, y, gradient, offset, found);
            if (queryMap.isFresh()) {
                product.write(gradient, offset, 0, openedQueries, offset, stride, grid.width());
            } else {
                product.add(gradient, offset, 0, openedQueries, offset, stride, grid.width());
            }
        }
    }

    private void toKeysAndValues(int block, int worker, float[] found) {
        DenseKernel product = products[worker];
        transpose(found, product.weights());
        values.take(product);
        for (int y = 0; y < grid.height(); y++) {
            if (keyMap.isFresh()) {
                values.writeProduct(worker, block, y, product, openedKeys, grid.offset(block, y));
            } else {
                values.addProduct(worker, block, y, product, openedKeys, grid.offset(block, y));
            }
        }
        System.arraycopy(found, Lines.START, product.weights(), Lines.START, stride * stride);
        keys.take(product);
        // The matrix is in the kernel by now; its place is free for the row that all values get alike.
        for (int v = 0; v < stride; v++) {
            found[v] = (float) valueSumGradients[block][v];
        }
        for (int y = 0; y < grid.height(); y++) {
            int offset = grid.offset(block, y);
            if (valueMap.isFresh()) {
                keys.writeProduct(worker, block, y, product, found, openedValues, offset);
            } else {
                keys.addProduct(worker, block, y, product, openedValues, offset);
                context.kernels
                        .norm()
                        .addAffine(openedValues, offset, zeros, found, openedValues, offset, grid.width(), stride);
            }
        }
    }

    private void transpose(float[] matrix, float[] into) {
        for (int i = 0; i < stride * stride; i++) {
            into[Lines.START + i % stride * stride + i / stride] = matrix[Lines.START + i];
        }
    }
}
