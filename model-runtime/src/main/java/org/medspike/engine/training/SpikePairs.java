package org.medspike.engine.training;

import java.util.Arrays;
import org.medspike.engine.kernel.Kernels;
import org.medspike.engine.kernel.TokenBits;

/**
 * How often each two neurons fired together, over all pixels, steps and images: the Gram matrix of the spikes, from which the
 * moments of all that is convolved from them point by point follow. Counts, so they are exact.
 */
final class SpikePairs {

    private final Fire spikes;
    private final Grid grid;
    private final int[][] turned;
    private final long[][] ofChannels;
    private final int[] counts;
    private final double[] pairs;
    private final Pass counting;

    SpikePairs(Fire spikes) {
        this.spikes = spikes;
        grid = spikes.grid;
        turned = new int[spikes.context.workers()][TokenBits.TOKENS * Kernels.words(grid.channels())];
        ofChannels = new long[spikes.context.workers()][grid.channels()];
        counts = new int[Pass.BANDS * size()];
        pairs = new double[size()];
        counting = spikes.pass(this::count);
    }

    private int size() {
        return grid.stride() * grid.stride();
    }

    /** Counts anew. */
    void count() {
        Arrays.fill(counts, 0);
        spikes.context.run(counting);
        Arrays.fill(pairs, 0);
        for (int band = 0; band < counting.bands(); band++) {
            addTo(pairs, counts, band * pairs.length);
        }
    }

    private static void addTo(double[] sums, int[] counts, int offset) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += counts[offset + i];
        }
    }

    /** In how many places the neurons of two channels both fired; with itself, how often one did. */
    double together(int a, int b) {
        return pairs[Math.min(a, b) * grid.stride() + Math.max(a, b)];
    }

    private void count(int worker, int band, int image, int y) {
        int words = Kernels.words(grid.channels());
        for (int block = image; block < grid.blocks(); block += spikes.context.images) {
            int row = grid.word(block, y);
            for (int x = 0; x < grid.width(); x += 2 * TokenBits.TOKENS) {
                turn(row + x * words, grid.width() - x, turned[worker], ofChannels[worker]);
                countTogether(ofChannels[worker], counts, band * size());
            }
        }
    }

    /** For each channel, where it fired among the next pixels, 64 at most. */
    private void turn(int word, int pixels, int[] halves, long[] into) {
        int words = Kernels.words(grid.channels());
        int first = Math.min(TokenBits.TOKENS, pixels);
        int second = Math.min(TokenBits.TOKENS, pixels - first);
        TokenBits.turn(spikes.bits(), word, words, first, halves);
        for (int c = 0; c < grid.channels(); c++) {
            into[c] = halves[c] & 0xFFFFFFFFL;
        }
        if (second > 0) {
            TokenBits.turn(spikes.bits(), word + first * words, words, second, halves);
            for (int c = 0; c < grid.channels(); c++) {
                into[c] |= (long) halves[c] << TokenBits.TOKENS;
            }
        }
    }

    /** Adds to the half of the pairs whose second channel is not before the first. */
    private void countTogether(long[] fired, int[] sums, int offset) {
        int n = grid.channels();
        for (int a = 0; a < n; a++) {
            addTogether(fired[a], fired, a, n, sums, offset + a * grid.stride());
        }
    }

    private static void addTogether(long one, long[] others, int from, int to, int[] sums, int offset) {
        for (int b = from; b < to; b++) {
            sums[offset + b] += Long.bitCount(one & others[b]);
        }
    }
}
