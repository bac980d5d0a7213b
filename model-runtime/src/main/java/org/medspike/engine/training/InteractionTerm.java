package org.medspike.engine.training;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.medspike.engine.graph.Op;

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
    private final float[] gradientByProducts;
    private final float[] gradientBySums;
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
        gradientByProducts = row(scale * ofProducts[0], stride);
        gradientBySums = row(scale * ofSums[0], stride);
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
        float[] map = products.values();
        float[] other = map;
        int otherRow = row;
        if (sums != null) {
            sums.copyRow(worker, block, y, into, offset);
            other = into;
            otherRow = offset;
        }
        context.kernels
                .norm()
                .blend(
                        map,
                        row,
                        ofProducts,
                        other,
                        otherRow,
                        ofSums,
                        constants[block],
                        scale,
                        into,
                        offset,
                        grid.width(),
                        grid.stride());
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
        hand(products, openedProducts, gradientByProducts, block, y, gradient, offset);
        if (sums != null) {
            hand(sums, openedSums, gradientBySums, block, y, gradient, offset);
        }
        context.kernels
                .norm()
                .moments(
                        gradient, offset, zeros, grid.width(), stride, moments[band], block * 2 * stride, room[worker]);
    }

    private void hand(Feature map, float[] opened, float[] factor, int block, int y, float[] gradient, int offset) {
        int target = grid.offset(block, y);
        if (map.isFresh()) {
            context.kernels.norm().affine(gradient, offset, factor, zeros, opened, target, grid.width(), grid.stride());
        } else {
            context.kernels.rows().add(gradient, offset, factor[0], opened, target, grid.row());
        }
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
