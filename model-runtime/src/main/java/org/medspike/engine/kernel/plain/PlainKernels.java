package org.medspike.engine.kernel.plain;

import org.medspike.engine.kernel.Kernels;

/** The set of plain loops. */
public final class PlainKernels {

    /** Name of the set. */
    public static final String NAME = "plain";

    private static final int PANEL = 16;

    private PlainKernels() {}

    /** The set. */
    public static Kernels create() {
        return new Kernels(
                NAME,
                PANEL,
                new PlainDenseRows(),
                new PlainWinogradRows(),
                new PlainDotRows(),
                new PlainSpikeRows(),
                new PlainSpikeTables(),
                new PlainDepthWiseRow(),
                new PlainFireRow(),
                new PlainRowSums(),
                new PlainRowCurves(),
                new PlainNormRows(),
                new PlainSurrogateRows(),
                new PlainDenseOuter(),
                new PlainSpikeOuter(),
                new PlainDepthWiseOuter());
    }
}
