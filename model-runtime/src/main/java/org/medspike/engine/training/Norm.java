package org.medspike.engine.training;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.medspike.engine.kernel.Lines;
import org.medspike.engine.training.Buffers.Buffer;
import org.medspike.tensor.NormStatistics;

/**
 * Batch normalisation, by the batch at hand or by the running statistics: an affine map of each channel, whose rows are
 * computed where they are read.
 */
final class Norm extends Feature {

    private final Feature source;
    private final NormChannels affine;
    private final boolean batchStatistics;
    private final double[] sums;
    private final float[][] pivots;
    private final long[] pixels;
    private final float[][] scratch;
    private final float[][] room;
    private final Pass measuring;
    private final Pass comparing;
    private final Pass handing;
    private @Nullable Buffer target;
    private final boolean led;
    private boolean compared;

    Norm(Context context, String part, Feature source, NormStatistics<Parameter> parameters, boolean batchStatistics) {
        super(context, part, source.grid, List.of(source), NormChannels.learns(parameters));
        this.source = source;
        this.batchStatistics = batchStatistics;
        affine = new NormChannels(grid, parameters, batchStatistics);
        int stride = grid.stride();
        sums = new double[(1 + Pass.BANDS) * 2 * stride];
        pivots = new float[Pass.BANDS][stride];
        pixels = new long[Pass.BANDS];
        scratch = Lines.floats(context.workers(), grid.row());
        room = new float[context.workers()][2 * stride];
        measuring = pass(this::measure);
        comparing = pass(this::compare);
        handing = pass(this::hand);
        led = batchStatistics && source instanceof Computed computed && computed.leads(this);
    }

    /** Where a row of the input lies in {@link #array}; it is computed if it is not kept. */
    private int sourceRow(int worker, int block, int y) {
        if (source.values() != null) {
            return grid.offset(block, y);
        }
        source.copyRow(worker, block, y, scratch[worker], Lines.START);
        return Lines.START;
    }

    /** The map of the input where it is kept, else the worker's scratch row. */
    private float[] array(int worker) {
        float @Nullable [] kept = source.values();
        return kept == null ? scratch[worker] : kept;
    }

    @Override
    void copyRow(int worker, int block, int y, float[] into, int offset) {
        int row = sourceRow(worker, block, y);
        context.kernels
                .norm()
                .affine(array(worker), row, affine.factor, affine.shift, into, offset, grid.width(), grid.stride());
    }

    @Override
    void addRow(int worker, int block, int y, float[] into, int offset) {
        int row = sourceRow(worker, block, y);
        context.kernels
                .norm()
                .addAffine(array(worker), row, affine.factor, affine.shift, into, offset, grid.width(), grid.stride());
    }

    @Override
    void forward() {
        if (!batchStatistics) {
            for (int c = 0; c < grid.channels(); c++) {
                affine.takeRunning(c);
            }
            return;
        }
        if (!led) {
            startMoments();
            context.run(measuring);
        }
        for (int c = 0; c < grid.channels(); c++) {
            takeMoments(c);
        }
    }

    /** Of all bands: each band's around its own mean, and those means around that of all. */
    private void takeMoments(int c) {
        double sum = 0;
        for (int band = 0; band < Pass.BANDS; band++) {
            sum += pixels[band] * (double) pivots[band][c] + sums[moments(band) + c];
        }
        double mean = sum / grid.pixels();
        double squares = 0;
        for (int band = 0; band < Pass.BANDS; band++) {
            if (pixels[band] > 0) {
                double distance = sums[moments(band) + c] / pixels[band];
                double ofMean = pivots[band][c] + distance - mean;
                squares += sums[moments(band) + grid.stride() + c] - pixels[band] * distance * distance;
                squares += pixels[band] * ofMean * ofMean;
            }
        }
        affine.takeBatch(c, mean, Math.max(0, squares / grid.pixels()));
    }

    /** Where the sums of a band begin. */
    private int moments(int band) {
        return (1 + band) * 2 * grid.stride();
    }

    /** Moments are about to be taken. */
    void startMoments() {
        Arrays.fill(sums, 0);
        Arrays.fill(pixels, 0);
    }

    private void measure(int worker, int band, int image, int y) {
        for (int block = image; block < grid.blocks(); block += context.images) {
            int row = sourceRow(worker, block, y);
            addMoments(worker, band, array(worker), row);
        }
    }

    /**
     * A row of the input is there. Sums are taken around the mean of a band's first row, so that a large mean does not swallow
     * a small variance.
     */
    void addMoments(int worker, int band, float[] values, int offset) {
        if (pixels[band] == 0) {
            takePivot(pivots[band], values, offset);
        }
        pixels[band] += grid.width();
        context.kernels
                .norm()
                .moments(values, offset, pivots[band], grid.width(), grid.stride(), sums, moments(band), room[worker]);
    }

    private void takePivot(float[] pivot, float[] values, int offset) {
        Arrays.fill(pivot, 0f);
        for (int x = 0; x < grid.width(); x++) {
            for (int c = 0; c < grid.channels(); c++) {
                pivot[c] += values[offset + x * grid.stride() + c];
            }
        }
        for (int c = 0; c < grid.channels(); c++) {
            pivot[c] /= grid.width();
        }
    }

    /** Sums of all bands, in the place of the first. */
    private void addUp() {
        int length = 2 * grid.stride();
        for (int band = 1; band <= Pass.BANDS; band++) {
            for (int i = 0; i < length; i++) {
                sums[i] += sums[band * length + i];
            }
        }
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
        context.kernels
                .norm()
                .affine(before, offset, affine.factor, affine.shift, into, intoOffset, grid.width(), grid.stride());
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
                        affine.mean,
                        grid.width(),
                        stride,
                        sums,
                        moments(band),
                        room[worker]);
    }

    @Override
    void backward() {
        if (!compared) {
            Arrays.fill(sums, 0);
            context.run(comparing);
        }
        compared = false;
        addUp();
        for (int c = 0; c < grid.channels(); c++) {
            affine.learn(c, sums[c], sums[grid.stride() + c]);
        }
        if (!source.learns()) {
            return;
        }
        if (source instanceof RowByRow rows) {
            rows.backward(this);
            return;
        }
        target = target();
        context.run(handing);
        dropGradient();
        source.receive(target);
        context.buffers.release(target);
        target = null;
    }

    private void compare(int worker, int band, int image, int y) {
        for (int block = image; block < grid.blocks(); block += context.images) {
            int row = sourceRow(worker, block, y);
            addDots(worker, band, block, y, gradientValues(), grid.offset(block, y), array(worker), row);
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
                        affine.gradientFactor,
                        array(worker),
                        row,
                        affine.sourceFactor,
                        affine.gradientShift,
                        1f,
                        into,
                        offset,
                        grid.width(),
                        grid.stride());
    }
}
