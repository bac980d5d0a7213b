package org.medspike.engine.kernel;

/**
 * A matrix that spikes are multiplied with: by events, row by row of those that fired, or by tables of partial sums. Both add
 * the same numbers, in another order.
 */
public final class SpikeMatrix {

    private final Kernels kernels;
    private final float[] weights;
    private final int offset;
    private final int rows;
    private final int channels;
    private float[] tables = new float[0];

    /**
     * A matrix.
     *
     * @param weights {@code [rows][channels]}, the array itself
     * @param offset where they begin
     * @param rows neurons
     * @param channels a multiple of {@link Kernels#LANE_GROUP}
     */
    public SpikeMatrix(Kernels kernels, float[] weights, int offset, int rows, int channels) {
        this.kernels = kernels;
        this.weights = weights;
        this.offset = offset;
        this.rows = rows;
        this.channels = channels;
    }

    /** Chooses the way. */
    public void useTables(boolean chosen) {
        tables = chosen ? Lines.floats(SpikeTables.size(rows, channels, kernels.panel())) : new float[0];
        refresh();
    }

    /** Whether tables are used. */
    public boolean usesTables() {
        return tables.length > 0;
    }

    /** Must be called when the weights have changed. */
    public void refresh() {
        if (usesTables()) {
            SpikeTables.fill(weights, offset, rows, channels, kernels.panel(), tables, Lines.START);
        }
    }

    /**
     * {@code out[p][n] = start[p][n] + Σ_k spike[p][k] · weights[k][n]}.
     *
     * @param bits spikes
     * @param bitOffset word of the first pixel, which takes {@link Kernels#words} of them
     * @param start what the sums start from: the output itself, or a bias that all pixels share, or zeros
     * @param startOffset where the first pixel's begin
     * @param startStride from one pixel's to the next one's; zero where all share it
     * @param out the sums
     * @param outOffset where the first pixel's begin
     * @param pixels number of pixels, side by side
     * @param events room for as many numbers as there are bits to a pixel
     */
    public void add(
            int[] bits,
            int bitOffset,
            float[] start,
            int startOffset,
            int startStride,
            float[] out,
            int outOffset,
            int pixels,
            int[] events) {
        int words = Kernels.words(rows);
        if (usesTables()) {
            int groups = (rows + SpikeTables.GROUP - 1) / SpikeTables.GROUP;
            kernels.spikeTables()
                    .add(
                            bits,
                            bitOffset,
                            words,
                            groups,
                            tables,
                            Lines.START,
                            start,
                            startOffset,
                            startStride,
                            out,
                            outOffset,
                            channels,
                            pixels,
                            channels);
        } else {
            kernels.spikes()
                    .add(
                            bits,
                            bitOffset,
                            words,
                            weights,
                            offset,
                            start,
                            startOffset,
                            startStride,
                            out,
                            outOffset,
                            channels,
                            pixels,
                            channels,
                            events);
        }
    }
}
