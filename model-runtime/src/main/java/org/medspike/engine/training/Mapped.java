package org.medspike.engine.training;

import java.util.Arrays;
import java.util.List;
import org.medspike.engine.kernel.Lines;

/**
 * A linear map of the rows of a feature that is computed wherever it is read; it gives its gradient row by row to its input.
 */
abstract class Mapped extends Feature {

    final Feature source;
    private final float[][] scratch;
    private final Pass handing;
    private float[] opened = new float[0];

    Mapped(Context context, String part, Grid grid, Feature source) {
        super(context, part, grid, List.of(source), false);
        this.source = source;
        scratch = Lines.floats(context.workers(), Math.max(grid.row(), source.grid.row()));
        handing = new Pass(context.images, source.grid.height(), this::hand);
    }

    @Override
    final void addRow(int worker, int block, int y, float[] into, int offset) {
        copyRow(worker, block, y, scratch[worker], Lines.START);
        context.kernels.rows().add(scratch[worker], Lines.START, 1f, into, offset, grid.row());
    }

    @Override
    final void backward() {
        opened = source.openGradient();
        context.run(handing);
        source.closeGradient();
    }

    private void hand(int worker, int band, int image, int y) {
        for (int block = image; block < source.grid.blocks(); block += context.images) {
            addGradient(scratch[worker], block, y, opened, source.startRow(opened, block, y));
        }
    }

    /**
     * Adds to the gradient of a row of the input.
     *
     * @param room for a row of the feature or of its input, from {@link Lines#START} on
     */
    abstract void addGradient(float[] room, int block, int y, float[] into, int offset);

    /** Adds a row of the feature's own gradient, times a factor, to one that is as wide. */
    final void addOwn(int block, int y, float factor, float[] into, int offset) {
        context.kernels.rows().add(gradientValues(), grid.offset(block, y), factor, into, offset, grid.row());
    }

    /** The input times a factor. */
    static final class Scaled extends Mapped {

        private final float factor;

        Scaled(Context context, String part, Feature source, double factor) {
            super(context, part, source.grid, source);
            this.factor = (float) factor;
        }

        @Override
        void copyRow(int worker, int block, int y, float[] into, int offset) {
            source.copyRow(worker, block, y, into, offset);
            for (int i = 0; i < grid.row(); i++) {
                into[offset + i] *= factor;
            }
        }

        @Override
        void addGradient(float[] room, int block, int y, float[] into, int offset) {
            addOwn(block, y, factor, into, offset);
        }
    }

    /** One block at all time steps. */
    static final class Repeated extends Mapped {

        Repeated(Context context, String part, Grid grid, Feature source) {
            super(context, part, grid, source);
        }

        @Override
        void copyRow(int worker, int block, int y, float[] into, int offset) {
            source.copyRow(worker, block % context.images, y, into, offset);
        }

        @Override
        void addGradient(float[] room, int block, int y, float[] into, int offset) {
            for (int each = block; each < grid.blocks(); each += context.images) {
                addOwn(each, y, 1, into, offset);
            }
        }
    }

    /** The mean over the time steps. */
    static final class TimeMean extends Mapped {

        TimeMean(Context context, String part, Grid grid, Feature source) {
            super(context, part, grid, source);
        }

        @Override
        void copyRow(int worker, int block, int y, float[] into, int offset) {
            source.copyRow(worker, block, y, into, offset);
            for (int each = block + context.images; each < source.grid.blocks(); each += context.images) {
                source.addRow(worker, each, y, into, offset);
            }
            float share = 1f / source.steps();
            for (int i = 0; i < grid.row(); i++) {
                into[offset + i] *= share;
            }
        }

        @Override
        void addGradient(float[] room, int block, int y, float[] into, int offset) {
            addOwn(block % context.images, y, 1f / source.steps(), into, offset);
        }
    }

    /** Bilinear enlargement by two; pixel centres at half-integers, edges clamped. */
    static final class Enlarged extends Mapped {

        private static final float NEAR = 0.75f;
        private static final float FAR = 0.25f;

        private final RowReader reader;

        Enlarged(Context context, String part, Grid grid, Feature source) {
            super(context, part, grid, source);
            reader = new RowReader(source, 3);
        }

        @Override
        void copyRow(int worker, int block, int y, float[] into, int offset) {
            int here = y / 2;
            int beside = Math.max(0, Math.min(source.grid.height() - 1, here + (y % 2 == 0 ? -1 : 1)));
            int near = reader.row(worker, block, here);
            int far = reader.row(worker, block, beside);
            Arrays.fill(into, offset, offset + grid.row(), 0f);
            context.kernels
                    .rows()
                    .addEnlarged(
                            reader.array(worker), near, far, into, offset, source.grid.width(), source.grid.stride());
        }

        @Override
        void addGradient(float[] room, int block, int y, float[] into, int offset) {
            Arrays.fill(room, Lines.START, Lines.START + grid.row(), 0f);
            int last = source.grid.height() - 1;
            addOwn(block, 2 * y, y == 0 ? 1 : NEAR, room, Lines.START);
            addOwn(block, 2 * y + 1, y == last ? 1 : NEAR, room, Lines.START);
            if (y > 0) {
                addOwn(block, 2 * y - 1, FAR, room, Lines.START);
            }
            if (y < last) {
                addOwn(block, 2 * y + 2, FAR, room, Lines.START);
            }
            int stride = grid.stride();
            int end = source.grid.width() - 1;
            for (int x = 0; x <= end; x++) {
                int target = offset + x * stride;
                int left = Lines.START + 2 * x * stride;
                add(room, left, x == 0 ? 1 : NEAR, into, target);
                add(room, left + stride, x == end ? 1 : NEAR, into, target);
                if (x > 0) {
                    add(room, left - stride, FAR, into, target);
                }
                if (x < end) {
                    add(room, left + 2 * stride, FAR, into, target);
                }
            }
        }

        private void add(float[] from, int position, float factor, float[] into, int target) {
            context.kernels.rows().add(from, position, factor, into, target, grid.stride());
        }
    }

    /** The mean of blocks of pixels that do not overlap. */
    static final class Pooled extends Mapped {

        private final int size;
        private final RowReader reader;

        Pooled(Context context, String part, Grid grid, Feature source, int size) {
            super(context, part, grid, source);
            this.size = size;
            reader = new RowReader(source, size);
        }

        @Override
        void copyRow(int worker, int block, int y, float[] into, int offset) {
            int stride = grid.stride();
            Arrays.fill(into, offset, offset + grid.row(), 0f);
            for (int i = 0; i < size; i++) {
                int row = reader.row(worker, block, y * size + i);
                for (int x = 0; x < grid.width() * size; x++) {
                    context.kernels
                            .rows()
                            .add(
                                    reader.array(worker),
                                    row + x * stride,
                                    1f / (size * size),
                                    into,
                                    offset + x / size * stride,
                                    stride);
                }
            }
        }

        @Override
        void addGradient(float[] room, int block, int y, float[] into, int offset) {
            int stride = grid.stride();
            int from = grid.offset(block, y / size);
            for (int x = 0; x < grid.width() * size; x++) {
                context.kernels
                        .rows()
                        .add(
                                gradientValues(),
                                from + x / size * stride,
                                1f / (size * size),
                                into,
                                offset + x * stride,
                                stride);
            }
        }
    }

    /** The sum over the channels of each head. */
    static final class HeadSum extends Mapped {

        private final RowReader reader;
        private final int width;

        HeadSum(Context context, String part, Grid grid, Feature source) {
            super(context, part, grid, source);
            reader = new RowReader(source, 1);
            width = source.grid.channels() / grid.channels();
        }

        @Override
        void copyRow(int worker, int block, int y, float[] into, int offset) {
            Arrays.fill(into, offset, offset + grid.row(), 0f);
            int row = reader.row(worker, block, y);
            for (int x = 0; x < grid.width(); x++) {
                for (int c = 0; c < source.grid.channels(); c++) {
                    into[offset + x * grid.stride() + c / width] +=
                            reader.array(worker)[row + x * source.grid.stride() + c];
                }
            }
        }

        @Override
        void addGradient(float[] room, int block, int y, float[] into, int offset) {
            int from = grid.offset(block, y);
            for (int x = 0; x < grid.width(); x++) {
                for (int c = 0; c < source.grid.channels(); c++) {
                    into[offset + x * source.grid.stride() + c] +=
                            gradientValues()[from + x * grid.stride() + c / width];
                }
            }
        }
    }
}
