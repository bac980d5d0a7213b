package org.medspike.engine.training;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.medspike.engine.graph.Op;
import org.medspike.engine.kernel.NormRows;

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
    private final Pass handing = pass(this::hand);
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
        moments = new double[handing.bands()][grid.blocks() * 2 * stride];
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
        openRows();
        context.run(handing);
        closeRows();
    }

    private void hand(int worker, int band, int image, int y) {
        for (int block = image; block < grid.blocks(); block += context.images) {
            takeRow(worker, band, block, y, gradientValues(), grid.offset(block, y));
        }
    }

    /** Gets ready for gradients row by row, {@link #takeRow}; {@link #closeRows} follows. */
    void openRows() {
        openedProducts = products.openGradient();
        if (sums != null) {
            openedSums = sums.openGradient();
        }
        for (double[] ofBand : moments) {
            Arrays.fill(ofBand, 0);
        }
    }

    /** Hands the gradient of a row on to the maps; each row is given once. */
    void takeRow(int worker, int band, int block, int y, float[] gradient, int offset) {
        int stride = grid.stride();
        int target = products.startRow(openedProducts, block, y);
        context.kernels.rows().add(gradient, offset, scale * ofProducts[0], openedProducts, target, grid.row());
        if (sums != null) {
            sums.startRow(openedSums, block, y);
            context.kernels.rows().add(gradient, offset, scale * ofSums[0], openedSums, target, grid.row());
        }
        context.kernels
                .norm()
                .moments(
                        gradient, offset, zeros, grid.width(), stride, moments[band], block * 2 * stride, room[worker]);
    }

    /** All rows are there. */
    void closeRows() {
        products.closeGradient();
        if (sums != null) {
            sums.closeGradient();
        }
        for (int block = 0; block < grid.blocks(); block++) {
            for (int c = 0; c < grid.channels(); c++) {
                double sum = 0;
                for (double[] ofBand : moments) {
                    sum += ofBand[block * 2 * grid.stride() + c];
                }
                keyValues.keySumGradient(block)[c] += (double) scale * ofKeySums * sum;
                keyValues.valueSumGradient(block)[c] += (double) scale * ofValueSums * sum;
            }
        }
    }
}
