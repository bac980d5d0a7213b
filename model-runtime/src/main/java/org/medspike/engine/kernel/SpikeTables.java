package org.medspike.engine.kernel;

import java.util.Arrays;

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
     * {@code out[p][n] = start[p][n] + Σ_g tables[g][state of group g at p][n]}.
     *
     * @param bits spikes
     * @param bitOffset word of the first pixel
     * @param words words a pixel
     * @param groups groups that are looked up
     * @param tables {@code [panels][groups][16][panel]}, made by {@link #fill}
     * @param tableOffset where they begin
     * @param start what the sums start from: the output itself, or a bias that all pixels share, or zeros
     * @param startOffset where the first pixel's begin
     * @param startStride from one pixel's to the next one's; zero where all share it
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
            int tableOffset,
            float[] start,
            int startOffset,
            int startStride,
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
     * @param offset where they begin
     * @param into the tables
     * @param intoOffset where they begin
     */
    static void fill(float[] weights, int offset, int rows, int channels, int panel, float[] into, int intoOffset) {
        int groups = (rows + GROUP - 1) / GROUP;
        int table = intoOffset;
        for (int first = 0; first < channels; first += panel) {
            for (int k = 0; k < GROUP * groups; k += GROUP) {
                Arrays.fill(into, table, table + panel, 0f);
                for (int state = 1; state < STATES; state++) {
                    // A state is the one without its highest neuron, and that neuron's row.
                    int neuron = 31 - Integer.numberOfLeadingZeros(state);
                    int without = table + (state - (1 << neuron)) * panel;
                    int row = offset + (k + neuron) * channels + first;
                    for (int i = 0; i < panel; i++) {
                        float weight = k + neuron < rows && first + i < channels ? weights[row + i] : 0;
                        into[table + state * panel + i] = into[without + i] + weight;
                    }
                }
                table += STATES * panel;
            }
        }
    }
}
