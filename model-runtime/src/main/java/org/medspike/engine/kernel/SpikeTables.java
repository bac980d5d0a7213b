package org.medspike.engine.kernel;

/**
 * 1x1 convolution of a row of spikes by tables: four neighbouring neurons have sixteen states, and the sum of their kernel
 * rows in each state is looked up. Takes the same time whatever the firing rate.
 */
@FunctionalInterface
public interface SpikeTables {

    /** Neurons that share a table. */
    int GROUP = 4;

    /** States of a group. */
    int STATES = 1 << GROUP;

    /**
     * {@code out[p][n] += Σ_g tables[g][state of group g at p][n]}.
     *
     * @param bits spikes
     * @param bitOffset word of the first pixel
     * @param words words a pixel
     * @param groups groups that are looked up
     * @param tables {@code [panels][groups][16][panel]}, made by {@link #tables}
     * @param out the sums
     * @param outOffset where the first pixel's begin
     * @param outStride from one pixel's to the next one's
     * @param pixels number of pixels
     * @param channels output channels, a multiple of {@link Kernels#LANE_GROUP}
     */
    void add(
            int[] bits,
            int bitOffset,
            int words,
            int groups,
            float[] tables,
            float[] out,
            int outOffset,
            int outStride,
            int pixels,
            int channels);

    /** Values that the tables of a kernel take. */
    static int size(int rows, int channels, int panel) {
        return (rows + GROUP - 1) / GROUP * STATES * ((channels + panel - 1) / panel * panel);
    }

    /**
     * Makes the tables of a kernel.
     *
     * @param weights {@code [rows][channels]}
     */
    static float[] tables(float[] weights, int rows, int channels, int panel) {
        float[] tables = new float[size(rows, channels, panel)];
        int groups = (rows + GROUP - 1) / GROUP;
        int position = 0;
        for (int first = 0; first < channels; first += panel) {
            for (int g = 0; g < groups; g++) {
                for (int state = 0; state < STATES; state++) {
                    for (int n = first; n < first + panel; n++) {
                        tables[position++] = n < channels ? sum(weights, rows, channels, g, state, n) : 0;
                    }
                }
            }
        }
        return tables;
    }

    private static float sum(float[] weights, int rows, int channels, int group, int state, int n) {
        double sum = 0;
        for (int i = 0; i < GROUP; i++) {
            int k = group * GROUP + i;
            if ((state >>> i & 1) == 1 && k < rows) {
                sum += weights[k * channels + n];
            }
        }
        return (float) sum;
    }
}
