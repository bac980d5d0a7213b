package org.medspike.engine.training;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.medspike.engine.kernel.Lines;

/** A depth-wise 3x3 convolution. */
final class DepthWise extends Computed {

    private static final int TAPS = 9;

    private final Feature source;
    private final Parameter kernel;
    private final RowReader reader;
    private final float[] weights;
    private final float[] flipped;
    private final float[] noBias;
    private final float[] sums;
    private final float[][] scratch;
    private final Pass learning;
    private @Nullable InteractionTerm term;
    private float[] opened = new float[0];

    /**
     * A convolution.
     *
     * @param keeps whether the map is kept; its rows are quickly computed again where those of the source are at hand
     */
    DepthWise(Context context, String part, Grid grid, Feature source, Parameter kernel, boolean keeps) {
        super(context, part, grid, List.of(source), kernel.learned(), keeps);
        this.source = source;
        this.kernel = kernel;
        reader = new RowReader(source, 3);
        weights = Lines.floats(TAPS * grid.stride());
        flipped = Lines.floats(TAPS * grid.stride());
        noBias = Lines.floats(grid.stride());
        sums = Lines.floats(Pass.BANDS * TAPS * grid.stride());
        scratch = Lines.floats(context.workers(), grid.row());
        learning = pass(this::learn);
    }

    /** Nobody else reads the interaction: it gets its gradient row by row, and no map of it is needed. */
    void fuse() {
        if (source instanceof InteractionTerm interaction && source.learns()) {
            term = interaction;
        }
    }

    @Override
    void prepare() {
        float[] values = kernel.values();
        for (int i = 0; i < values.length; i++) {
            int c = i / TAPS;
            int tap = i % TAPS;
            weights[Lines.START + tap * grid.stride() + c] = values[i];
            flipped[Lines.START + (TAPS - 1 - tap) * grid.stride() + c] = values[i];
        }
    }

    @Override
    void computeRow(int worker, int block, int y, float[] into, int offset) {
        int above = reader.row(worker, block, y - 1);
        int here = reader.row(worker, block, y);
        int below = reader.row(worker, block, y + 1);
        int stride = grid.stride();
        context.kernels
                .depthWise()
                .apply(
                        reader.array(worker),
                        above - stride,
                        here - stride,
                        below - stride,
                        weights,
                        Lines.START,
                        noBias,
                        Lines.START,
                        into,
                        offset,
                        grid.width(),
                        stride);
    }

    @Override
    void backward() {
        if (term != null) {
            term.openRows();
        } else if (source.learns()) {
            opened = source.openGradient();
        }
        Arrays.fill(sums, 0f);
        context.run(learning);
        if (term != null) {
            term.closeRows();
        } else if (source.learns()) {
            source.closeGradient();
        }
        if (kernel.learned()) {
            addUp();
        }
    }

    private void learn(int worker, int band, int image, int y) {
        for (int block = image; block < grid.blocks(); block += context.images) {
            if (kernel.learned()) {
                learnKernel(worker, band, block, y);
            }
            if (source.learns()) {
                toSource(worker, band, block, y);
            }
        }
    }

    private void learnKernel(int worker, int band, int block, int y) {
        int above = reader.row(worker, block, y - 1);
        int here = reader.row(worker, block, y);
        int below = reader.row(worker, block, y + 1);
        int stride = grid.stride();
        context.kernels
                .depthWiseOuter()
                .add(
                        reader.array(worker),
                        above - stride,
                        here - stride,
                        below - stride,
                        gradientValues(),
                        grid.offset(block, y),
                        sums,
                        Lines.START + band * TAPS * stride,
                        grid.width(),
                        stride);
    }

    private void toSource(int worker, int band, int block, int y) {
        int stride = grid.stride();
        int target = grid.offset(block, y);
        boolean first = term == null && source.isFresh();
        context.kernels
                .depthWise()
                .apply(
                        gradientValues(),
                        grid.offset(block, y - 1) - stride,
                        target - stride,
                        grid.offset(block, y + 1) - stride,
                        flipped,
                        Lines.START,
                        noBias,
                        Lines.START,
                        first ? opened : scratch[worker],
                        first ? target : Lines.START,
                        grid.width(),
                        stride);
        if (term != null) {
            term.takeRow(worker, band, block, y, scratch[worker], Lines.START);
        } else if (!first) {
            context.kernels.rows().add(scratch[worker], Lines.START, 1f, opened, target, grid.row());
        }
    }

    private void addUp() {
        float[] found = kernel.gradient();
        for (int i = 0; i < found.length; i++) {
            double sum = 0;
            for (int band = 0; band < learning.bands(); band++) {
                sum += sums[Lines.START + (band * TAPS + i % TAPS) * grid.stride() + i / TAPS];
            }
            found[i] += (float) sum;
        }
    }
}
