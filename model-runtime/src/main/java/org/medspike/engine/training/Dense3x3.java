package org.medspike.engine.training;

import java.util.List;
import org.medspike.engine.kernel.Kernels;
import org.medspike.engine.kernel.Lines;
import org.medspike.engine.kernel.WinogradRows;

/**
 * A 3x3 convolution over all channels, by minimal filtering ({@link WinogradRows}): in both directions, and for the gradient
 * of its kernel, 16 products take the place of 36.
 *
 * <p>What is done at once are tiles of several units; a unit is two rows of an image at one time step. Of its planes a worker
 * holds those of the input and of the output.
 */
final class Dense3x3 extends Computed {

    private static final int ROWS = 2;
    private static final int PLANES = WinogradRows.PLANES;

    /** Channels of input and output, times tiles that are done at once: all planes then take 1.5 MB. */
    private static final int MOST_VALUES = 24 << 10;

    /** Up to so many sums a plane are added up in as many bands as there are. */
    private static final int FEW_SUMS = 1 << 12;

    private final Feature source;
    private final Parameter kernel;
    private final RowReader reader;
    private final WinogradWeights weights;
    private final int tiles;
    private final int together;
    private final Side input;
    private final Side output;
    private final float[][] spare;
    private final Pass learning;
    private float[] opened = new float[0];

    /**
     * How the planes of the input or of the output lie among a worker's.
     *
     * @param channels of a tile, with their padding
     * @param stride from plane to plane
     * @param first where the first one begins
     */
    private record Side(int channels, int stride, int first) {

        int plane(int plane) {
            return first + plane * stride;
        }
    }

    /** A convolution, the map of which is kept. */
    Dense3x3(Context context, String part, Grid grid, Feature source, Parameter kernel) {
        super(context, part, grid, List.of(source), kernel.learned(), ROWS, rowsTogether(context, grid, source));
        this.source = source;
        this.kernel = kernel;
        reader = new RowReader(source, ROWS + 2);
        tiles = WinogradRows.tiles(grid.width());
        together = unitsTogether(grid, source);
        input = side(source.grid.stride(), Lines.START);
        output = side(grid.stride(), input.plane(PLANES));
        context.reservePlanes(output.plane(PLANES));
        spare = Lines.floats(context.workers(), ROWS * Math.max(grid.row(), source.grid.row()));
        boolean small = source.grid.stride() * grid.stride() <= FEW_SUMS;
        learning = new Pass(
                context.images,
                grid.height(),
                small ? Pass.BANDS : Pass.BANDS / 2,
                ROWS,
                rowsTogether(context, grid, source),
                this::learn);
        weights = new WinogradWeights(context, kernel, source.grid, grid, learning.bands());
    }

    private static int unitsTogether(Grid grid, Feature source) {
        int most = MOST_VALUES / (source.grid.stride() + grid.stride());
        return Math.max(1, most / WinogradRows.tiles(grid.width()));
    }

    private static int rowsTogether(Context context, Grid grid, Feature source) {
        int steps = grid.blocks() / context.images;
        return ROWS * Math.max(1, unitsTogether(grid, source) / steps);
    }

    private Side side(int channels, int first) {
        // A line more, so that the values of a tile do not all fall into the same place of the cache.
        return new Side(channels, together * tiles * channels + Kernels.LANE_GROUP, first);
    }

    @Override
    void prepare() {
        weights.take();
    }

    @Override
    void computeRow(int worker, int block, int y, float[] into, int offset) {
        throw new IllegalStateException("rows are computed two at a time: " + this);
    }

    @Override
    void computeRows(int worker, int band, int image, int y, int count, float[] map) {
        int units = units(count);
        for (int first = 0; first < units; first += together) {
            int end = Math.min(units, first + together);
            for (int unit = first; unit < end; unit++) {
                spreadInput(worker, unit - first, block(image, unit), row(y, unit));
            }
            multiply(worker, true, end - first);
            for (int unit = first; unit < end; unit++) {
                int block = block(image, unit);
                int row = row(y, unit);
                int offset = grid.offset(block, row);
                if (row + 1 < y + count) {
                    int next = grid.offset(block, row + 1);
                    collect(worker, output, unit - first, map, offset, next);
                    rowIsThere(worker, band, map, offset);
                    rowIsThere(worker, band, map, next);
                } else {
                    collect(worker, output, unit - first, spare[worker], Lines.START, Lines.START + grid.row());
                    System.arraycopy(spare[worker], Lines.START, map, offset, grid.row());
                    rowIsThere(worker, band, map, offset);
                }
            }
        }
    }

    /** Units of some rows of an image: two rows at all steps, then the next two. */
    private int units(int rows) {
        return (rows + 1) / ROWS * steps();
    }

    private int row(int y, int unit) {
        return y + unit / steps() * ROWS;
    }

    private int block(int image, int unit) {
        return image + unit % steps() * context.images;
    }

    private void spreadInput(int worker, int place, int block, int y) {
        int stride = source.grid.stride();
        int row0 = reader.row(worker, block, y - 1) - stride;
        int row1 = reader.row(worker, block, y) - stride;
        int row2 = reader.row(worker, block, y + 1) - stride;
        int row3 = reader.row(worker, block, y + 2) - stride;
        spread(worker, input, place, reader.array(worker), row0, row1, row2, row3);
    }

    private void spread(int worker, Side side, int place, float[] values, int row0, int row1, int row2, int row3) {
        context.kernels
                .winograd()
                .spread(
                        values,
                        row0,
                        row1,
                        row2,
                        row3,
                        grid.width(),
                        side.channels,
                        context.planes(worker),
                        at(side, place),
                        side.stride);
    }

    private void collect(int worker, Side side, int place, float[] into, int row0, int row1) {
        context.kernels
                .winograd()
                .collect(
                        context.planes(worker),
                        at(side, place),
                        side.stride,
                        into,
                        row0,
                        row1,
                        grid.width(),
                        side.channels);
    }

    /** Where the tiles of a unit begin in the first plane. */
    private int at(Side side, int place) {
        return side.first + place * tiles * side.channels;
    }

    /** From the planes of one side to those of the other. */
    private void multiply(int worker, boolean forward, int units) {
        float[] planes = context.planes(worker);
        Side from = forward ? input : output;
        Side to = forward ? output : input;
        for (int plane = 0; plane < PLANES; plane++) {
            DenseKernel matrix = forward ? weights.forward(plane) : weights.backward(plane);
            matrix.write(planes, from.plane(plane), 0, planes, to.plane(plane), to.channels, units * tiles);
        }
    }

    @Override
    void backward() {
        if (kernel.learned()) {
            weights.partial().clear();
        }
        if (source.learns()) {
            opened = source.openGradient();
        }
        context.run(learning);
        if (source.learns()) {
            source.closeGradient();
        }
        if (kernel.learned()) {
            weights.addUp();
        }
    }

    private void learn(int worker, int band, int image, int y, int count) {
        if (kernel.learned()) {
            weights.partial().open(band);
        }
        int units = units(count);
        for (int first = 0; first < units; first += together) {
            int end = Math.min(units, first + together);
            if (kernel.learned()) {
                learnKernel(worker, band, image, y, count, first, end);
            }
            if (source.learns()) {
                toSource(worker, image, y, count, first, end);
            }
        }
    }

    private void learnKernel(int worker, int band, int image, int y, int count, int first, int end) {
        float[] planes = context.planes(worker);
        for (int unit = first; unit < end; unit++) {
            int block = block(image, unit);
            int row = row(y, unit);
            spreadInput(worker, unit - first, block, row);
            // A row that is none of the band's has a gradient of zero here.
            int next = grid.offset(block, row + 1 < y + count ? row + 1 : -1);
            context.kernels
                    .winograd()
                    .spreadGradient(
                            gradientValues(),
                            grid.offset(block, row),
                            next,
                            grid.width(),
                            output.channels,
                            planes,
                            at(output, unit - first),
                            output.stride);
        }
        for (int plane = 0; plane < PLANES; plane++) {
            context.kernels
                    .denseOuter()
                    .add(
                            planes,
                            input.plane(plane),
                            input.channels,
                            input.channels,
                            planes,
                            output.plane(plane),
                            output.channels,
                            weights.partial().values(),
                            weights.sums(band, plane),
                            (end - first) * tiles,
                            output.channels);
        }
    }

    private void toSource(int worker, int image, int y, int count, int first, int end) {
        int stride = grid.stride();
        for (int unit = first; unit < end; unit++) {
            int block = block(image, unit);
            int row = row(y, unit);
            spread(
                    worker,
                    output,
                    unit - first,
                    gradientValues(),
                    grid.offset(block, row - 1) - stride,
                    grid.offset(block, row) - stride,
                    grid.offset(block, row + 1) - stride,
                    grid.offset(block, row + 2) - stride);
        }
        multiply(worker, false, end - first);
        for (int unit = first; unit < end; unit++) {
            int row = row(y, unit);
            int rows = Math.min(ROWS, y + count - row);
            handOn(worker, unit - first, block(image, unit), row, rows);
        }
    }

    private void handOn(int worker, int place, int block, int y, int rows) {
        Grid to = source.grid;
        if (source.isFresh() && rows == ROWS) {
            collect(worker, input, place, opened, to.offset(block, y), to.offset(block, y + 1));
            return;
        }
        collect(worker, input, place, spare[worker], Lines.START, Lines.START + to.row());
        for (int i = 0; i < rows; i++) {
            int into = source.startRow(opened, block, y + i);
            context.kernels.rows().add(spare[worker], Lines.START + i * to.row(), 1f, opened, into, to.row());
        }
    }
}
