package org.medspike.engine.training;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.medspike.engine.training.Buffers.Buffer;
import org.medspike.tensor.NormStatistics;

/**
 * Batch normalisation, by the batch at hand or by the running statistics: an affine map of each channel, whose rows are
 * computed where they are read.
 */
final class Norm extends Feature {

    private static final int NOWHERE = -1;

    private final Feature source;
    private final NormStatistics<Parameter> parameters;
    private final boolean batchStatistics;
    private final float[] mean;
    private final double[] deviation;
    private final float[] factor;
    private final float[] shift;
    private final float[] gradientFactor;
    private final float[] sourceFactor;
    private final float[] gradientShift;
    private final double[] sums;
    private final float[][] scratch;
    private final float[][] room;
    private final Pass measuring;
    private final Pass comparing;
    private final Pass handing;
    private @Nullable Buffer target;
    private final boolean led;
    private boolean compared;

    Norm(Context context, String part, Feature source, NormStatistics<Parameter> parameters, boolean batchStatistics) {
        super(
                context,
                part,
                source.grid,
                List.of(source),
                parameters.scale().learned() || parameters.shift().learned());
        this.source = source;
        this.parameters = parameters;
        this.batchStatistics = batchStatistics;
        int stride = grid.stride();
        mean = new float[stride];
        deviation = new double[stride];
        factor = new float[stride];
        shift = new float[stride];
        gradientFactor = new float[stride];
        sourceFactor = new float[stride];
        gradientShift = new float[stride];
        sums = new double[(1 + Pass.BANDS) * 2 * stride];
        scratch = new float[context.workers()][grid.row()];
        room = new float[context.workers()][2 * stride];
        measuring = pass(this::measure);
        comparing = pass(this::compare);
        handing = pass(this::hand);
        led = batchStatistics && source instanceof Computed computed && computed.leads(this);
    }

    /** Where a row of the input lies or, if it is not kept, {@link #NOWHERE} and it is in the worker's scratch row. */
    private int sourceRow(int worker, int block, int y) {
        if (source.values() != null) {
            return grid.offset(block, y);
        }
        source.copyRow(worker, block, y, scratch[worker], 0);
        return NOWHERE;
    }

    private float[] array(int worker, int row) {
        float @Nullable [] kept = source.values();
        return row == NOWHERE || kept == null ? scratch[worker] : kept;
    }

    @Override
    void copyRow(int worker, int block, int y, float[] into, int offset) {
        int row = sourceRow(worker, block, y);
        context.kernels
                .norm()
                .affine(array(worker, row), Math.max(0, row), factor, shift, into, offset, grid.width(), grid.stride());
    }

    @Override
    void addRow(int worker, int block, int y, float[] into, int offset) {
        int row = sourceRow(worker, block, y);
        context.kernels
                .norm()
                .addAffine(
                        array(worker, row), Math.max(0, row), factor, shift, into, offset, grid.width(), grid.stride());
    }

    @Override
    void forward() {
        if (batchStatistics) {
            if (!led) {
                startMoments();
                context.run(measuring);
            }
            addUp(measuring.bands());
        }
        for (int c = 0; c < grid.channels(); c++) {
            double centre = parameters.mean().values()[c];
            double variance = parameters.variance().values()[c];
            if (batchStatistics) {
                double distance = sums[c] / grid.pixels();
                centre = mean[c] + distance;
                variance = Math.max(0, sums[grid.stride() + c] / grid.pixels() - distance * distance);
                moveRunning(c, centre, variance);
            }
            mean[c] = (float) centre;
            deviation[c] = Math.sqrt(variance + (double) NormStatistics.EPSILON);
            double scale = parameters.scale().values()[c] / deviation[c];
            factor[c] = (float) scale;
            shift[c] = (float) (parameters.shift().values()[c] - centre * scale);
        }
    }

    /**
     * Moments are about to be taken: around the mean of one row, so that a large mean does not swallow a small variance.
     * The row is computed, as what is kept may be that of the last batch.
     */
    void startMoments() {
        float[] row = scratch[0];
        if (source instanceof Computed computed) {
            computed.computeRow(0, 0, grid.height() / 2, row, 0);
        } else {
            source.copyRow(0, 0, grid.height() / 2, row, 0);
        }
        for (int c = 0; c < grid.channels(); c++) {
            double sum = 0;
            for (int x = 0; x < grid.width(); x++) {
                sum += row[x * grid.stride() + c];
            }
            mean[c] = (float) (sum / grid.width());
        }
        Arrays.fill(sums, 0);
    }

    private void measure(int worker, int band, int image, int y) {
        for (int block = image; block < grid.blocks(); block += context.images) {
            int row = sourceRow(worker, block, y);
            addMoments(worker, band, array(worker, row), Math.max(0, row));
        }
    }

    /** A row of the input is there. */
    void addMoments(int worker, int band, float[] values, int offset) {
        int stride = grid.stride();
        context.kernels
                .norm()
                .moments(values, offset, mean, grid.width(), stride, sums, (1 + band) * 2 * stride, room[worker]);
    }

    /** Sums of all bands, in the place of the first. */
    private void addUp(int bands) {
        int length = 2 * grid.stride();
        for (int band = 1; band <= bands; band++) {
            for (int i = 0; i < length; i++) {
                sums[i] += sums[band * length + i];
            }
        }
    }

    private void moveRunning(int c, double batchMean, double batchVariance) {
        double n = grid.pixels();
        double unbiased = n > 1 ? batchVariance * n / (n - 1) : batchVariance;
        float[] means = parameters.mean().values();
        float[] variances = parameters.variance().values();
        means[c] += NormStatistics.MOMENTUM * (float) (batchMean - means[c]);
        variances[c] += NormStatistics.MOMENTUM * (float) (unbiased - variances[c]);
    }

    /** A pass of the only reader will tell {@link #addDots} all rows, so that none of its own is needed. */
    void startDots() {
        Arrays.fill(sums, 0);
        compared = true;
    }

    /** Whether rows of the input are kept, and so need not be made a second time for {@link #addDots}. */
    boolean keepsInput() {
        return source.values() != null;
    }

    /**
     * Writes a row normalised.
     *
     * @param before where the row of the input is written too, unless it is kept
     */
    void copyBoth(int worker, int block, int y, float[] before, int offset, float[] into, int intoOffset) {
        if (keepsInput()) {
            copyRow(worker, block, y, into, intoOffset);
            return;
        }
        source.copyRow(worker, block, y, before, offset);
        context.kernels.norm().affine(before, offset, factor, shift, into, intoOffset, grid.width(), grid.stride());
    }

    /**
     * A row of the gradient is there.
     *
     * @param before the row of the input, unless it is kept
     */
    void addDots(
            int worker, int band, int block, int y, float[] gradient, int gradientOffset, float[] before, int offset) {
        float @Nullable [] kept = source.values();
        int stride = grid.stride();
        context.kernels
                .norm()
                .dots(
                        gradient,
                        gradientOffset,
                        kept == null ? before : kept,
                        kept == null ? offset : grid.offset(block, y),
                        mean,
                        grid.width(),
                        stride,
                        sums,
                        (1 + band) * 2 * stride,
                        room[worker]);
    }

    @Override
    void backward() {
        if (!compared) {
            Arrays.fill(sums, 0);
            context.run(comparing);
        }
        compared = false;
        addUp(comparing.bands());
        takeSlopes();
        if (!source.learns()) {
            return;
        }
        if (source instanceof Dense dense && dense.readsRowByRow()) {
            dense.backward(this);
            return;
        }
        target = target();
        context.run(handing);
        dropGradient();
        source.receive(target);
        context.buffers.release(target);
        target = null;
    }

    /** The gradients of the parameters, and what a gradient by the input is made of. */
    private void takeSlopes() {
        for (int c = 0; c < grid.channels(); c++) {
            double sum = sums[c];
            double dot = sums[grid.stride() + c] / deviation[c];
            if (parameters.scale().learned()) {
                parameters.scale().gradient()[c] += (float) dot;
            }
            if (parameters.shift().learned()) {
                parameters.shift().gradient()[c] += (float) sum;
            }
            double scale = parameters.scale().values()[c] / deviation[c];
            gradientFactor[c] = (float) scale;
            double slope = batchStatistics ? -scale * dot / grid.pixels() / deviation[c] : 0;
            sourceFactor[c] = (float) slope;
            gradientShift[c] = batchStatistics ? (float) (-scale * sum / grid.pixels() - slope * mean[c]) : 0;
        }
    }

    private void compare(int worker, int band, int image, int y) {
        for (int block = image; block < grid.blocks(); block += context.images) {
            int row = sourceRow(worker, block, y);
            addDots(
                    worker,
                    band,
                    block,
                    y,
                    gradientValues(),
                    grid.offset(block, y),
                    array(worker, row),
                    Math.max(0, row));
        }
    }

    private void hand(int worker, int band, int image, int y) {
        Buffer into = target;
        if (into == null) {
            return;
        }
        for (int block = image; block < grid.blocks(); block += context.images) {
            copyInputGradient(worker, block, y, into.values, grid.offset(block, y));
        }
    }

    /** Writes a row of the gradient by the input. */
    void copyInputGradient(int worker, int block, int y, float[] into, int offset) {
        int row = sourceRow(worker, block, y);
        context.kernels
                .norm()
                .blend(
                        gradientValues(),
                        grid.offset(block, y),
                        gradientFactor,
                        array(worker, row),
                        Math.max(0, row),
                        sourceFactor,
                        gradientShift,
                        into,
                        offset,
                        grid.width(),
                        grid.stride());
    }
}
