package org.medspike.engine.stage;

import org.medspike.engine.kernel.Kernels;
import org.medspike.engine.kernel.SpikeTables;

/**
 * Matrices that spikes are multiplied with: by events, row by row of those that fired, or by tables of partial sums.
 *
 * <p>Which way is faster depends on how often they fire. Both add the same numbers in another order, so the way is chosen
 * once, when the network is made ready, and not from image to image: the same image gives the same mask for ever.
 */
final class SpikeProduct {

    /** Measured: a row that is added costs about this much on top, in additions of a vector. */
    private static final double EVENT_COST = 6;

    /** Measured: additions of looked-up rows take this much longer. */
    private static final double TABLE_COST = 1.4;

    /** Measured: tables of more output channels than this leave the first cache, and events win at any common rate. */
    private static final int MOST_CHANNELS = 64;

    private final Stage source;
    private final int steps;
    private final int channels;
    private final int panel;
    private final float[] matrices;
    private float[] tables = new float[0];

    /**
     * Matrices for a source.
     *
     * @param matrices {@code [steps][channels of the source][channels]}
     * @param channels padded
     */
    SpikeProduct(Stage source, int steps, float[] matrices, int channels, int panel) {
        this.source = source;
        this.steps = steps;
        this.matrices = matrices;
        this.channels = channels;
        this.panel = panel;
    }

    /** Whether tables are faster when neurons fire at this rate. */
    boolean prefersTables(double firingRate) {
        double vectors = 2.0 * channels / panel;
        return channels <= MOST_CHANNELS
                && firingRate * (vectors + EVENT_COST) > TABLE_COST / SpikeTables.GROUP * vectors;
    }

    boolean usesTables() {
        return tables.length > 0;
    }

    /** Chooses the way. */
    void useTables(boolean chosen) {
        tables = chosen ? new float[steps * tableSize()] : new float[0];
        refresh();
    }

    /** Must be called when the matrices have changed. */
    void refresh() {
        if (usesTables()) {
            int rows = source.extent().channels();
            for (int t = 0; t < steps; t++) {
                SpikeTables.fill(matrices, t * rows * channels, rows, channels, panel, tables, t * tableSize());
            }
        }
    }

    private int tableSize() {
        return SpikeTables.size(source.extent().channels(), channels, panel);
    }

    /** Adds the product of one row at one step. */
    void add(Workspace w, int y, int step, float[] out, int outOffset, int width) {
        Kernels kernels = w.kernels;
        int words = source.pixelStride();
        int first = source.offset(y, step);
        int t = steps == 1 ? 0 : step;
        int rows = source.extent().channels();
        if (usesTables()) {
            int groups = (rows + SpikeTables.GROUP - 1) / SpikeTables.GROUP;
            kernels.spikeTables()
                    .add(
                            source.bits(w),
                            first,
                            words,
                            groups,
                            tables,
                            t * tableSize(),
                            out,
                            outOffset,
                            channels,
                            width,
                            channels);
        } else {
            kernels.spikes()
                    .add(
                            source.bits(w),
                            first,
                            words,
                            matrices,
                            t * rows * channels,
                            out,
                            outOffset,
                            channels,
                            out,
                            outOffset,
                            channels,
                            width,
                            channels,
                            w.events);
        }
    }
}
