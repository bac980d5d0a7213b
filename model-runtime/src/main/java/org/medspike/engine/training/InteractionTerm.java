package org.medspike.engine.training;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.medspike.engine.graph.Op;
import org.medspike.engine.kernel.NormRows;
import org.medspike.engine.work.Workers;

/**
 * One interaction of equation (9): a linear combination of the two maps of {@link KeyValues} and of what is the same for all
 * tokens. It is added up in whole numbers, which are exact for spikes, and scaled last.
 */
final class InteractionTerm extends Computed {

    private final KeyValues keyValues;
    private final Attended products;
    private final @Nullable AttendedSums sums;
    private final float scale;
    private final float[] ofProducts;
    private final float[] ofSums;
    private final float ofKeySums;
    private final float ofValueSums;
    private final float[] scaleRow;
    private final float[] zeros;
    private final float[][] constants;
    private final double[][] moments;
    private final float[][] room;
    private final Workers.Job learning = this::learn;
    private float[] openedProducts = new float[0];
    private float[] openedSums = new float[0];

    InteractionTerm(Context context, String part, KeyValues keyValues, Op.Interaction op) {
        super(context, part, keyValues.grid, inputs(keyValues, op), false, false);
        if (op.activated() == 0) {
            throw new UnsupportedOperationException("an interaction without A = Q (K^T V) in " + part);
        }
        this.keyValues = keyValues;
        products = keyValues.attended();
        sums = op.queryValueSums() == 0 ? null : keyValues.attendedSums();
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
    }

    private static List<Feature> inputs(KeyValues keyValues, Op.Interaction op) {
        return op.queryValueSums() == 0
                ? List.of(keyValues.attended())
                : List.of(keyValues.attended(), keyValues.attendedSums());
    }

    private static float[] row(float value, int count) {
        float[] row = new float[count];
        Arrays.fill(row, value);
        return row;
    }

    @Override
    void prepare() {
        for (int block = 0; block < grid.blocks(); block++) {
            for (int c = 0; c < grid.channels(); c++) {
                constants[block][c] = ofKeySums * keyValues.keySums(block)[c]
                        + ofValueSums * keyValues.valueSums(block)[c];
            }
        }
    }

    @Override
    void computeRow(int worker, int block, int y, float[] into, int offset) {
        int row = grid.offset(block, y);
        int width = grid.width();
        int stride = grid.stride();
        NormRows rows = context.kernels.norm();
        if (sums == null) {
            rows.affine(products.values(), row, ofProducts, constants[block], into, offset, width, stride);
        } else {
            sums.copyRow(worker, block, y, into, offset);
            rows.blend(
                    products.values(),
                    row,
                    ofProducts,
                    into,
                    offset,
                    ofSums,
                    constants[block],
                    into,
                    offset,
                    width,
                    stride);
        }
        rows.affine(into, offset, scaleRow, zeros, into, offset, width, stride);
    }

    @Override
    void backward() {
        openedProducts = products.openGradient();
        if (sums != null) {
            openedSums = sums.openGradient();
        }
        context.run(grid.blocks(), learning);
        products.closeGradient();
        if (sums != null) {
            sums.closeGradient();
        }
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
            if (sums != null) {
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
