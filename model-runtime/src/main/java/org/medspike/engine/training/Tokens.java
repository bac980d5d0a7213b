package org.medspike.engine.training;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.medspike.engine.kernel.Kernels;
import org.medspike.engine.kernel.Lines;

/** Queries, keys or values as factors of matrix products: by events where they are spikes, else as floats. */
final class Tokens {

    private final Feature source;
    private final Context context;
    private final Grid grid;
    private final int heads;
    private final @Nullable Fire spikes;
    private final RowReader reader;
    private final int[][] headMasks;
    private final float[] zeros;

    /**
     * Tokens.
     *
     * @param heads heads that share the channels
     */
    Tokens(Feature source, int heads) {
        this.source = source;
        this.heads = heads;
        context = source.context;
        grid = source.grid;
        spikes = source instanceof Fire fire ? fire : null;
        reader = new RowReader(source, 1);
        int words = Kernels.words(grid.channels());
        headMasks = new int[heads][words];
        zeros = Lines.floats(grid.stride());
        for (int c = 0; c < grid.channels(); c++) {
            headMasks[head(c)][c / 32] |= 1 << c % 32;
        }
    }

    private int head(int channel) {
        return channel / (grid.channels() / heads);
    }

    /** Gets a matrix ready for products with these. */
    void take(DenseKernel matrix) {
        if (spikes == null) {
            matrix.pack();
        } else {
            matrix.takeForSpikes();
        }
    }

    /** {@code out[p][n] += Σ_k token[p][k] · matrix[k][n]}, the matrix taken by {@link #take}. */
    void addProduct(int worker, int block, int y, DenseKernel matrix, float[] out, int outOffset) {
        product(worker, block, y, matrix, out, outOffset, grid.stride(), out, outOffset);
    }

    /** The same, but for what the output holds. */
    void writeProduct(int worker, int block, int y, DenseKernel matrix, float[] out, int outOffset) {
        product(worker, block, y, matrix, zeros, Lines.START, 0, out, outOffset);
    }

    /** Writes the product and a row that all tokens get alike. */
    void writeProduct(int worker, int block, int y, DenseKernel matrix, float[] row, float[] out, int outOffset) {
        product(worker, block, y, matrix, row, 0, 0, out, outOffset);
    }

    private void product(
            int worker,
            int block,
            int y,
            DenseKernel matrix,
            float[] start,
            int startOffset,
            int startStride,
            float[] out,
            int outOffset) {
        if (spikes == null) {
            int row = reader.row(worker, block, y);
            float[] tokens = reader.array(worker);
            matrix.add(tokens, row, 0, start, startOffset, startStride, out, outOffset, grid.stride(), grid.width());
            return;
        }
        spikes.multiply(worker, block, y, matrix.matrix(), start, startOffset, startStride, out, outOffset);
    }

    /** {@code sums[k][n] += Σ_p token[p][k] · values[p][n]}, of a row of values with as many channels; sums from {@link Lines#START} on. */
    void addOuter(int worker, int block, int y, float[] values, int offset, float[] sums) {
        int stride = grid.stride();
        if (spikes == null) {
            int row = reader.row(worker, block, y);
            context.kernels
                    .denseOuter()
                    .add(
                            reader.array(worker),
                            row,
                            stride,
                            stride,
                            values,
                            offset,
                            stride,
                            sums,
                            Lines.START,
                            grid.width(),
                            stride);
            return;
        }
        spikes.addOuter(worker, block, y, values, offset, stride, sums, Lines.START);
    }

    /** Where the row lies in {@link #array}, as floats. */
    int row(int worker, int block, int y) {
        return reader.row(worker, block, y);
    }

    /** The array of {@link #row}. */
    float[] array(int worker) {
        return reader.array(worker);
    }

    /**
     * Writes the sum of each token's channels, head by head.
     *
     * @param stride from one token's sums to the next one's; what is beyond the heads is zero
     */
    void sumHeads(int worker, int block, int y, float[] into, int stride) {
        Arrays.fill(into, 0, grid.width() * stride, 0f);
        if (spikes == null) {
            int row = reader.row(worker, block, y);
            for (int x = 0; x < grid.width(); x++) {
                for (int c = 0; c < grid.channels(); c++) {
                    into[x * stride + head(c)] += reader.array(worker)[row + x * grid.stride() + c];
                }
            }
            return;
        }
        int words = Kernels.words(grid.channels());
        int word = grid.word(block, y);
        for (int x = 0; x < grid.width(); x++) {
            for (int head = 0; head < heads; head++) {
                int count = 0;
                for (int w = 0; w < words; w++) {
                    count += Integer.bitCount(spikes.bits()[word + x * words + w] & headMasks[head][w]);
                }
                into[x * stride + head] = count;
            }
        }
    }

    @Override
    public String toString() {
        return "tokens of " + source;
    }
}
