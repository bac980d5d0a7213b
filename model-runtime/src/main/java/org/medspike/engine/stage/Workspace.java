package org.medspike.engine.stage;

import org.medspike.engine.kernel.Kernels;
import org.medspike.engine.kernel.Lines;

/**
 * The memory that one worker computes in: the maps that all share, and rings and scratch rows of its own.
 *
 * <p>Maps and rings begin at {@link Lines#START} with a row of zeros, which stands for the rows outside the image.
 */
public final class Workspace {

    final Kernels kernels;
    final float[] maps;
    final int[] mapBits;
    final float[] rings;
    final int[] ringBits;
    final float[] rest;
    final int[] events;
    final float[] attention;
    boolean countsSpikes;
    final int[] keyTokens;
    final int[] valueTokens;

    /**
     * Memory for one worker.
     *
     * @param kernels what computes
     * @param maps floats that all workers share
     * @param mapBits spikes that all workers share
     * @param sizes of what is its own
     */
    public Workspace(Kernels kernels, float[] maps, int[] mapBits, Sizes sizes) {
        this.kernels = kernels;
        this.maps = maps;
        this.mapBits = mapBits;
        rings = new float[sizes.rings()];
        ringBits = new int[sizes.ringBits()];
        rest = Lines.floats(sizes.row());
        events = new int[sizes.channels() + 32];
        attention = new float[sizes.attention()];
        keyTokens = new int[sizes.channels()];
        valueTokens = new int[sizes.channels()];
    }

    /** Whether neurons count how often they fire meanwhile. */
    public void countSpikes(boolean wanted) {
        countsSpikes = wanted;
    }

    /**
     * What a worker needs for itself.
     *
     * @param rings floats of all rings together
     * @param ringBits words of spikes of all rings together
     * @param row floats of the longest row, its margins included
     * @param channels of the stage that has most, padded
     * @param attention floats that soft-max attention needs
     */
    public record Sizes(int rings, int ringBits, int row, int channels, int attention) {}
}
