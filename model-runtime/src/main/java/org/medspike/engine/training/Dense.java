package org.medspike.engine.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.medspike.engine.kernel.Lines;

/**
 * A convolution over all channels, 1x1 or blocks of 2x2, of one feature or of several that are joined over their channels.
 */
final class Dense extends Computed implements RowByRow {

    /** Rows of so many pixels together share the way that sums of gradients make through the caches. */
    private static final int PIXELS_TOGETHER = 256;

    /** More sums than these are added up in half as many bands: to clear them and to add them up takes its time too. */
    private static final int MOST_SUMS = 1 << 14;

    private final List<DenseInput> sources = new ArrayList<>();
    private final Parameter kernel;
    private final @Nullable Parameter bias;
    private final float[] biasRow;
    private final int together;
    private final Pass learning;
    private final PartialSums partial;
    private final double[] biasSums;
    private final float[][] slopes;
    private @Nullable Norm through;

    /**
     * A convolution by a kernel {@code [out, in, size, size]} that goes from block to block.
     *
     * @param inputs joined over their channels
     * @param keeps whether the map is kept
     */
    Dense(
            Context context,
            String part,
            Grid grid,
            List<Feature> inputs,
            Parameter kernel,
            @Nullable Parameter bias,
            boolean keeps) {
        super(context, part, grid, inputs, kernel.learned() || (bias != null && bias.learned()), keeps);
        this.kernel = kernel;
        this.bias = bias;
        int size = kernel.spec().shape().get(2);
        together = Math.max(1, PIXELS_TOGETHER / grid.width());
        int sums = 0;
        for (Feature input : inputs) {
            sums += size * size * input.grid.stride() * grid.stride();
        }
        int mostBands = sums > MOST_SUMS ? Pass.BANDS / 2 : Pass.BANDS;
        learning = new Pass(context.images, grid.height(), mostBands, 1, together, this::learn);
        partial = new PartialSums(context, sums, learning.bands());
        int first = 0;
        int firstSum = 0;
        for (Feature input : inputs) {
            sources.add(new DenseInput(this, input, kernel, first, firstSum, size));
            first += input.grid.channels();
            firstSum += size * size * input.grid.stride() * grid.stride();
        }
        biasRow = Lines.floats(grid.stride());
        biasSums = new double[Pass.BANDS];
        slopes = Lines.floats(context.workers(), (together + 1) * grid.rowStride());
    }

    @Override
    void prepare() {
        sources.forEach(DenseInput::takeWeights);
        if (bias != null) {
            System.arraycopy(bias.values(), 0, biasRow, Lines.START, grid.channels());
        }
    }

    @Override
    void computeRow(int worker, int block, int y, float[] into, int offset) {
        sources.get(0).write(worker, block, y, biasRow, into, offset);
        for (int i = 1; i < sources.size(); i++) {
            sources.get(i).add(worker, block, y, into, offset);
        }
    }

    @Override
    public void backward(Norm norm) {
        through = norm;
        backward();
        through = null;
    }

    @Override
    void backward() {
        boolean learned = kernel.learned();
        Arrays.fill(biasSums, 0);
        if (learned) {
            partial.clear();
        }
        for (int i = 0; i < sources.size(); i++) {
            sources.get(i).open(learned);
        }
        context.run(learning);
        for (int i = 0; i < sources.size(); i++) {
            sources.get(i).close(learned);
        }
        if (bias != null && bias.learned()) {
            double sum = 0;
            for (double ofBand : biasSums) {
                sum += ofBand;
            }
            bias.gradient()[0] += (float) sum;
        }
    }

    private void learn(int worker, int band, int image, int y, int count) {
        if (kernel.learned()) {
            partial.open(band);
        }
        Norm norm = through;
        for (int block = image; block < grid.blocks(); block += context.images) {
            if (norm == null) {
                learnRows(worker, band, block, y, count, gradientValues(), grid.offset(block, y));
                continue;
            }
            int offset = Lines.START + grid.stride();
            for (int i = 0; i < count; i++) {
                norm.copyInputGradient(worker, block, y + i, slopes[worker], offset + i * grid.rowStride());
            }
            learnRows(worker, band, block, y, count, slopes[worker], offset);
        }
    }

    /** Learns from rows whose gradients lie as in the grid, one after the other. */
    private void learnRows(int worker, int band, int block, int y, int count, float[] gradient, int offset) {
        for (int i = 0; i < sources.size(); i++) {
            sources.get(i).back(worker, band, block, y, count, gradient, offset);
        }
        if (bias != null) {
            for (int i = 0; i < count; i++) {
                int row = offset + i * grid.rowStride();
                for (int x = 0; x < grid.width(); x++) {
                    biasSums[band] += gradient[row + x * grid.stride()];
                }
            }
        }
    }

    /** The sums of all inputs, one after the other. */
    PartialSums partial() {
        return partial;
    }

    /** Most rows that learn at once. */
    int together() {
        return together;
    }
}
