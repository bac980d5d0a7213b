package org.medspike.engine.kernel.plain;

import org.medspike.engine.kernel.Kernels;

/** The set of plain loops. */
public final class PlainKernels {

    private static final int PANEL = 16;

    private PlainKernels() {}

    /** The set. */
    public static Kernels create() {
        return new Kernels(
                "plain",
                PANEL,
                new PlainDenseRows(),
                new PlainDotRows(),
                new PlainSpikeRows(),
                new PlainSpikeTables(),
                new PlainSpikeOuter(),
                new PlainDepthWiseRow(),
                new PlainFireRow(),
                new PlainRowSums(),
                new PlainRowCurves());
    }
}
