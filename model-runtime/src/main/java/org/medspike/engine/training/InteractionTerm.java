package org.medspike.engine.training;

import java.util.Arrays;
import java.util.List;
import org.medspike.engine.graph.Op;
import org.medspike.engine.work.Workers;

/**
 * One interaction of equation (9): a linear combination of the two maps of {@link KeyValues} and of what is the same for all
 * tokens. It is added up in whole numbers, which are exact for spikes, and scaled last.
 */
final class InteractionTerm extends Feature {

    private final KeyValues keyValues;
    private final Attended products;
    private final Attended sums;
    private final boolean usesSums;
    private final float scale;
    private final float[] ofProducts;
    private final float[] ofSums;
    private final float ofKeySums;
    private final float ofValueSums;
    private final float[] scaleRow;
    private final float[] zeros;
    private final float[][] constants;
    private final double[][] moments;
    private final float[][] scratch;
    private final float[][] room;
    private final Workers.Job learning = this::learn;
    private float[] openedProducts = new float[0];
    private float[] openedSums = new float[0];

    InteractionTerm(Context context, String part, KeyValues keyValues, Op.Interaction op) {
        super(context, part, keyValues.grid, inputs(keyValues, op), false);
        if (op.activated() == 0) {
            throw new UnsupportedOperationException("an interaction without A = Q (K^T V) in " + part);
        }
        this.keyValues = keyValues;
        products = keyValues.map(KeyValues.PRODUCTS);
        usesSums = op.queryValueSums() != 0;
        sums = usesSums ? keyValues.map(KeyValues.SUMS) : products;
        double size = Math.abs(op.activated());
        scale = (float) size;
        int stride = grid.stride();
        ofProducts = row((float) Math.signum(op.activated()), stride);
        ofSums = row((float) (op.queryValueSums() / size), stride);
        ofKeySums = (float) (op.keySums() / size);
        ofValueSums = (float) (op.valueSums() / size);
        scaleRow = row(scale, stride);
        zeros = new float[stride];
        constants = new float[grid.blocks()][stride];
        moments = new double[grid.blocks()][2 * stride];
        room = new float[context.workers()][2 * stride];
        scratch = new float[context.workers()][grid.row()];
    }

    private static List<Feature> inputs(KeyValues keyValues, Op.Interaction op) {
        return op.queryValueSums() == 0
                ? List.of(keyValues.map(KeyValues.PRODUCTS))
                : List.of(keyValues.map(KeyValues.PRODUCTS), keyValues.map(KeyValues.SUMS));
    }

    private static float[] row(float value, int count) {
        float[] row = new float[count];
        Arrays.fill(row, value);
        return row;
    }

    @Override
    void forward() {
        for (int block = 0; block < grid.blocks(); block++) {
            for (int c = 0; c < grid.channels(); c++) {
                constants[block][c] = ofKeySums * keyValues.keySums(block)[c]
                        + ofValueSums * keyValues.valueSums(block)[c];
            }
        }
    }

    @Override
    void copyRow(int worker, int block, int y, float[] into, int offset) {
        int row = grid.offset(block, y);
        context.kernels
                .norm()
                .blend(
                        products.values(),
                        row,
                        ofProducts,
                        sums.values(),
                        row,
                        ofSums,
                        constants[block],
                        into,
                        offset,
                        grid.width(),
                        grid.stride());
        context.kernels.norm().affine(into, offset, scaleRow, zeros, into, offset, grid.width(), grid.stride());
    }

    @Override
    void addRow(int worker, int block, int y, float[] into, int offset) {
        copyRow(worker, block, y, scratch[worker], 0);
        context.kernels.rows().add(scratch[worker], 0, 1f, into, offset, grid.row());
    }

    @Override
    void backward() {
        openedProducts = products.openGradient();
        if (usesSums) {
            openedSums = sums.openGradient();
        }
        context.run(grid.blocks(), learning);
        products.closeGradient();
        sums.closeGradient();
    }

    private void learn(int block, int worker) {
        double[] ofBlock = moments[block];
        Arrays.fill(ofBlock, 0);
        float[] gradient = gradientValues();
        int stride = grid.stride();
        for (int y = 0; y < grid.height(); y++) {
            int offset = grid.offset(block, y);
            products.startRow(openedProducts, block, y);
            context.kernels.rows().add(gradient, offset, scale * ofProducts[0], openedProducts, offset, grid.row());
            if (usesSums) {
                sums.startRow(openedSums, block, y);
                context.kernels.rows().add(gradient, offset, scale * ofSums[0], openedSums, offset, grid.row());
            }
            context.kernels.norm().moments(gradient, offset, zeros, grid.width(), stride, ofBlock, 0, room[worker]);
        }
        for (int c = 0; c < grid.channels(); c++) {
            keyValues.keySumGradient(block)[c] += (double) scale * ofKeySums * ofBlock[c];
            keyValues.valueSumGradient(block)[c] += (double) scale * ofValueSums * ofBlock[c];
        }
    }
}
