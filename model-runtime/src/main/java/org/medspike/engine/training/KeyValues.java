package org.medspike.engine.training;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.medspike.engine.training.Buffers.Buffer;
import org.medspike.engine.work.Workers;

/**
 * What the interactions of equation (9) share, image by image and step by step: M = K^T V of each head, and the sums of
 * values and of keys times values.
 *
 * <p>All of them are linear in two maps, {@code A = Q M} and {@code R = Q (1 (1^T V))}, which {@link Attended} keeps. Products
 * are taken over all channels and then confined to the heads: spikes give whole numbers, which are exact.
 */
final class KeyValues extends Feature {

    /** The map {@code Q (K^T V)}. */
    static final int PRODUCTS = 0;

    /** The map {@code Q (1 (1^T V))}, the sum of a token's queries times the sum of all values. */
    static final int SUMS = 1;

    private final Feature queries;
    private final Feature keys;
    private final Feature values;
    private final int headWidth;
    private final int stride;
    private final RowReader queryRows;
    private final RowReader keyRows;
    private final RowReader valueRows;
    private final float[][][] matrices;
    private final float[][] keySums;
    private final float[][] valueSums;
    private final double[][] keySumGradients;
    private final double[][] valueSumGradients;
    private final float[] noFactor;
    private final float[][] gradientMatrix;
    private final DenseKernel[] products;
    private final Workers.Job summing = this::sumUp;
    private final Workers.Job learning = this::learn;
    private final Attended[] maps = new Attended[2];
    private final @Nullable Buffer[] gradients = new Buffer[2];
    private float[] openedQueries = new float[0];
    private float[] openedKeys = new float[0];
    private float[] openedValues = new float[0];

    KeyValues(Context context, String part, Feature queries, Feature keys, Feature values, int heads) {
        super(context, part, queries.grid, List.of(queries, keys, values), false);
        this.queries = queries;
        this.keys = keys;
        this.values = values;
        headWidth = grid.channels() / heads;
        stride = grid.stride();
        queryRows = new RowReader(queries, 1);
        keyRows = new RowReader(keys, 1);
        valueRows = new RowReader(values, 1);
        int blocks = grid.blocks();
        matrices = new float[2][blocks][stride * stride];
        keySums = new float[blocks][stride];
        valueSums = new float[blocks][stride];
        keySumGradients = new double[blocks][stride];
        valueSumGradients = new double[blocks][stride];
        noFactor = new float[stride];
        gradientMatrix = new float[context.workers()][stride * stride];
        products = new DenseKernel[context.workers()];
        for (int i = 0; i < products.length; i++) {
            products[i] = new DenseKernel(context.kernels, 1, 1, 0, stride, stride);
        }
    }

    /** One of the two maps, to be kept. */
    Attended map(int which) {
        if (maps[which] == null) {
            maps[which] = new Attended(this, which);
        }
        return maps[which];
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

    /** The gradient by one of the maps is there. */
    void takeGradient(int which, Buffer gradient) {
        gradients[which] = gradient.share();
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
        float[] matrix = matrices[PRODUCTS][block];
        Arrays.fill(matrix, 0f);
        Arrays.fill(valueSums[block], 0f);
        for (int y = 0; y < grid.height(); y++) {
            int key = keyRows.row(worker, block, y);
            int value = valueRows.row(worker, block, y);
            outer(keyRows.array(worker), key, valueRows.array(worker), value, matrix);
            for (int x = 0; x < grid.width(); x++) {
                context.kernels
                        .rows()
                        .add(valueRows.array(worker), value + x * stride, 1f, valueSums[block], 0, stride);
            }
        }
        Arrays.fill(keySums[block], 0f);
        for (int k = 0; k < stride; k++) {
            for (int v = 0; v < stride; v++) {
                boolean same = sameHead(k, v);
                matrix[k * stride + v] = same ? matrix[k * stride + v] : 0;
                keySums[block][v] += matrix[k * stride + v];
                matrices[SUMS][block][k * stride + v] = same ? valueSums[block][v] : 0;
            }
        }
        for (Attended map : maps) {
            if (map != null) {
                multiply(map, block, worker);
            }
        }
    }

    private void multiply(Attended map, int block, int worker) {
        DenseKernel product = products[worker];
        System.arraycopy(matrices[map.which()][block], 0, product.weights(), 0, stride * stride);
        product.pack();
        for (int y = 0; y < grid.height(); y++) {
            int row = queryRows.row(worker, block, y);
            grid.clear(map.values(), block, y);
            product.add(queryRows.array(worker), row, 0, map.values(), grid.offset(block, y), stride, grid.width());
        }
    }

    private void outer(float[] a, int rowA, float[] b, int rowB, float[] sums) {
        context.kernels.denseOuter().add(a, rowA, stride, stride, b, rowB, stride, sums, 0, grid.width(), stride);
    }

    @Override
    boolean needsBackward() {
        return gradients[PRODUCTS] != null || gradients[SUMS] != null;
    }

    @Override
    void backward() {
        openedQueries = queries.openGradient();
        openedKeys = keys.openGradient();
        openedValues = values.openGradient();
        context.run(grid.blocks(), learning);
        queries.closeGradient();
        keys.closeGradient();
        values.closeGradient();
        for (int i = 0; i < gradients.length; i++) {
            Buffer gradient = gradients[i];
            if (gradient != null) {
                context.buffers.release(gradient);
                gradients[i] = null;
            }
        }
        for (int block = 0; block < grid.blocks(); block++) {
            Arrays.fill(keySumGradients[block], 0);
            Arrays.fill(valueSumGradients[block], 0);
        }
    }

    private void learn(int block, int worker) {
        for (int y = 0; y < grid.height(); y++) {
            queries.startRow(openedQueries, block, y);
            keys.startRow(openedKeys, block, y);
            values.startRow(openedValues, block, y);
        }
        float[] found = gradientMatrix[worker];
        if (gradients[SUMS] != null) {
            byMap(SUMS, block, worker, found);
            for (int i = 0; i < stride * stride; i++) {
                valueSumGradients[block][i % stride] += sameHead(i / stride, i % stride) ? found[i] : 0;
            }
        }
        Arrays.fill(found, 0f);
        if (gradients[PRODUCTS] != null) {
            byMap(PRODUCTS, block, worker, found);
        }
        for (int i = 0; i < stride * stride; i++) {
            boolean same = sameHead(i / stride, i % stride);
            found[i] = same ? (float) (found[i] + keySumGradients[block][i % stride]) : 0;
        }
        toKeysAndValues(block, worker, found);
    }

    /** The gradient by the matrix of a map, and the map's share in that by the queries. */
    private void byMap(int which, int block, int worker, float[] found) {
        Buffer gradient = gradients[which];
        if (gradient == null) {
            return;
        }
        Arrays.fill(found, 0f);
        DenseKernel product = products[worker];
        transpose(matrices[which][block], product.weights());
        product.pack();
        for (int y = 0; y < grid.height(); y++) {
            int offset = grid.offset(block, y);
            int row = queryRows.row(worker, block, y);
            outer(queryRows.array(worker), row, gradient.values, offset, found);
            product.add(gradient.values, offset, 0, openedQueries, offset, stride, grid.width());
        }
    }

    private void toKeysAndValues(int block, int worker, float[] found) {
        DenseKernel product = products[worker];
        transpose(found, product.weights());
        product.pack();
        for (int y = 0; y < grid.height(); y++) {
            int value = valueRows.row(worker, block, y);
            product.add(valueRows.array(worker), value, 0, openedKeys, grid.offset(block, y), stride, grid.width());
        }
        System.arraycopy(found, 0, product.weights(), 0, stride * stride);
        product.pack();
        // The matrix is in the kernel by now; its place is free for the row that all values get alike.
        for (int v = 0; v < stride; v++) {
            found[v] = (float) valueSumGradients[block][v];
        }
        for (int y = 0; y < grid.height(); y++) {
            int offset = grid.offset(block, y);
            int key = keyRows.row(worker, block, y);
            product.add(keyRows.array(worker), key, 0, openedValues, offset, stride, grid.width());
            context.kernels
                    .norm()
                    .addAffine(openedValues, offset, noFactor, found, openedValues, offset, grid.width(), stride);
        }
    }

    private void transpose(float[] matrix, float[] into) {
        for (int i = 0; i < stride * stride; i++) {
            into[i % stride * stride + i / stride] = matrix[i];
        }
    }
}
