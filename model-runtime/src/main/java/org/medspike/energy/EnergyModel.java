package org.medspike.energy;

/**
 * What arithmetic costs.
 *
 * @param macPicojoules energy of a multiply-accumulate in pJ
 * @param accumulatePicojoules energy of an accumulate in pJ
 * @param source where the figures are from
 */
public record EnergyModel(double macPicojoules, double accumulatePicojoules, String source) {

    /**
     * The figures that the field uses: 32-bit floating point in a 45 nm process at 0.9 V, 3.7 pJ a multiplication and 0.9 pJ
     * an addition.
     */
    public static final EnergyModel HOROWITZ_45_NM = new EnergyModel(
            4.6, 0.9, "M. Horowitz, Computing's energy problem, ISSCC 2014: 45 nm, 32-bit floating point");

    private static final double MILLIJOULES_A_PICOJOULE = 1e-9;

    /** Energy in mJ of so many dense multiply-accumulates and so many accumulates. */
    public double millijoules(double macs, double accumulates) {
        return (macs * macPicojoules + accumulates * accumulatePicojoules) * MILLIJOULES_A_PICOJOULE;
    }
}
