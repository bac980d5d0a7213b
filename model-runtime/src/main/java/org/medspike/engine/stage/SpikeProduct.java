package org.medspike.engine.stage;

import org.medspike.engine.kernel.Kernels;
import org.medspike.engine.kernel.Lines;
import org.medspike.engine.kernel.SpikeMatrix;
import org.medspike.engine.kernel.SpikeTables;

/**
 * Matrices that spikes are multiplied with, by events or by tables.
 *
 * <p>Which way is faster depends on how often they fire. It is chosen once, when the network is made ready, and not from image
 * to image: the same image gives the same mask for ever.
 */
final class SpikeProduct {

    /** Measured: a row that is added costs about this much on top, in additions of a vector. */
    private static final double EVENT_COST = 6;

    /** Measured: additions of looked-up rows take this much longer. */
    private static final double TABLE_COST = 1.4;

    /** Measured: tables of more output channels than this leave the first cache, and events win at any common rate. */
    private static final int MOST_CHANNELS = 64;

    private final Stage source;
    private final SpikeMatrix[] matrices;
    private final int channels;
    private final int panel;

    /**
     * Matrices for a source.
     *
     * @param weights {@code [steps][channels of the source][channels]}, from {@link Lines#START} on
     * @param channels padded
     */
    SpikeProduct(Stage source, int steps, float[] weights, int channels, Kernels kernels) {
        this.source = source;
        this.channels = channels;
        panel = kernels.panel();
        int rows = source.extent().channels();
        matrices = new SpikeMatrix[steps];
        for (int t = 0; t < steps; t++) {
            matrices[t] = new SpikeMatrix(kernels, weights, Lines.START + t * rows * channels, rows, channels);
        }
    }

    /** Whether tables are faster when neurons fire at this rate. */
    boolean prefersTables(double firingRate) {
        double vectors = 2.0 * channels / panel;
        return channels <= MOST_CHANNELS
                && firingRate * (vectors + EVENT_COST) > TABLE_COST / SpikeTables.GROUP * vectors;
    }

    boolean usesTables() {
        return matrices[0].usesTables();
    }

    /** Chooses the way. */
    void useTables(boolean chosen) {
        for (SpikeMatrix matrix : matrices) {
            matrix.useTables(chosen);
        }
    }

    /** Must be called when the weights have changed. */
    void refresh() {
        for (SpikeMatrix matrix : matrices) {
            matrix.refresh();
        }
    }

    /** Adds the product of one row at one step. */
    void add(Workspace w, int y, int step, float[] out, int outOffset, int width) {
        write(w, y, step, out, outOffset, channels, out, outOffset, width);
    }

    /** Writes the product of one row at one step, and where that starts from; with a stride of zero the same for all pixels. */
    void write(
            Workspace w,
            int y,
            int step,
            float[] start,
            int startOffset,
            int startStride,
            float[] out,
            int outOffset,
            int width) {
        matrices[matrices.length == 1 ? 0 : step].add(
                source.bits(w),
                source.offset(y, step),
                start,
                startOffset,
                startStride,
                out,
                outOffset,
                width,
                w.events);
    }
}
