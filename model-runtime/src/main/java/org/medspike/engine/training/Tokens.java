package org.medspike.engine.training;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.medspike.engine.kernel.Kernels;

/** Queries, keys or values as rows of floats, spikes among them, for matrix products; and their sums head by head. */
final class Tokens {

    private final Feature source;
    private final Grid grid;
    private final int heads;
    private final @Nullable Fire spikes;
    private final RowReader reader;
    private final int[][] headMasks;

    /**
     * Tokens.
     *
     * @param heads heads that share the channels
     */
    Tokens(Feature source, int heads) {
        this.source = source;
        this.heads = heads;
        grid = source.grid;
        spikes = source instanceof Fire fire ? fire : null;
        reader = new RowReader(source, 1);
        int words = Kernels.words(grid.channels());
        headMasks = new int[heads][words];
        for (int c = 0; c < grid.channels(); c++) {
            headMasks[head(c)][c / 32] |= 1 << c % 32;
        }
    }

    private int head(int channel) {
        return channel / (grid.channels() / heads);
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
