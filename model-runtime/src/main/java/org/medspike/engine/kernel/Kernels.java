package org.medspike.engine.kernel;

import java.util.ServiceLoader;
import org.medspike.engine.kernel.plain.PlainKernels;

/**
 * A complete set of kernels.
 *
 * @param name for reports: {@code plain}, or {@code vector-512} with the bits of a vector
 * @param panel output channels that {@link DenseRows} computes together; weights are packed by it
 * @param dense matrix product of a row of pixels
 * @param winograd to and from the planes in which a 3x3 convolution is sixteen matrix products
 * @param dot the matrix product for one output channel
 * @param spikes the same with spikes as input, by set bits
 * @param spikeTables the same with spikes as input, by tables of partial sums
 * @param depthWise depth-wise 3x3 convolution
 * @param fire spiking neurons
 * @param rows sums of whole rows
 * @param curves functions of one variable
 * @param norm batch normalisation
 * @param surrogate spiking neurons in the backward pass
 * @param denseOuter weight gradient of a row of pixels
 * @param spikeOuter the same with spikes as input, by set bits
 * @param depthWiseOuter weight gradient of a depth-wise 3x3 convolution
 */
public record Kernels(
        String name,
        int panel,
        DenseRows dense,
        WinogradRows winograd,
        DotRows dot,
        SpikeRows spikes,
        SpikeTables spikeTables,
        DepthWiseRow depthWise,
        FireRow fire,
        RowSums rows,
        RowCurves curves,
        NormRows norm,
        SurrogateRows surrogate,
        DenseOuter denseOuter,
        SpikeOuter spikeOuter,
        DepthWiseOuter depthWiseOuter) {

    /** Channels are padded to a multiple of this. */
    public static final int LANE_GROUP = 16;

    private static final String VECTOR_MODULE = "jdk.incubator.vector";

    /** The fastest set for this machine and this Java. */
    public static Kernels best() {
        if (hasVectors()) {
            for (VectorKernelProvider provider : ServiceLoader.load(VectorKernelProvider.class)) {
                if (provider.isWide()) {
                    return provider.create();
                }
            }
        }
        return PlainKernels.create();
    }

    /** Whether the kernels work on vectors. */
    public boolean isVectorised() {
        return !name.equals(PlainKernels.NAME);
    }

    /** Whether Java's Vector API was added to this process. */
    public static boolean hasVectors() {
        return ModuleLayer.boot().findModule(VECTOR_MODULE).isPresent();
    }

    /** Channels with their padding. */
    public static int padded(int channels) {
        return (channels + LANE_GROUP - 1) / LANE_GROUP * LANE_GROUP;
    }

    /** Words of 32 bits that the spikes of one pixel take. */
    public static int words(int channels) {
        return (channels + 31) / 32;
    }
}
