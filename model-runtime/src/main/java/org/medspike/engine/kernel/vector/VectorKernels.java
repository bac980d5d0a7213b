package org.medspike.engine.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.medspike.engine.kernel.Kernels;
import org.medspike.engine.kernel.VectorKernelProvider;

/** The set for the vectors of this machine. */
public final class VectorKernels implements VectorKernelProvider {

    /** The widest vectors that the machine is good at, at most as many lanes as channels are padded to. */
    static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED.length() > Kernels.LANE_GROUP
            ? FloatVector.SPECIES_512
            : FloatVector.SPECIES_PREFERRED;

    static final int LANES = SPECIES.length();

    private static final int NARROWEST = 4;

    /** For {@link java.util.ServiceLoader}. */
    public VectorKernels() {}

    @Override
    public boolean isWide() {
        return LANES >= NARROWEST;
    }

    @Override
    public Kernels create() {
        return new Kernels(
                "vector-" + SPECIES.vectorBitSize(),
                2 * LANES,
                LANES >= 16 ? new VectorDenseRows8() : new VectorDenseRows6(),
                new VectorWinogradRows(),
                new VectorDotRows(),
                new VectorSpikeRows(),
                new VectorSpikeTables(),
                new VectorDepthWiseRow(),
                new VectorFireRow(),
                new VectorRowSums(),
                new VectorRowCurves(),
                new VectorNormRows(),
                new VectorSurrogateRows(),
                LANES >= 16 ? new VectorDenseOuter8() : new VectorDenseOuter6(),
                new VectorSpikeOuter(),
                new VectorDepthWiseOuter());
    }
}
