package org.medspike.engine.kernel;

/** Leaky integrate-and-fire neurons of a row at one time step, equations (1) to (3). */
@FunctionalInterface
public interface FireRow {

    /**
     * {@code U = H + X; S = U >= threshold; H = decay · (U - S)}, neuron by neuron.
     *
     * @param current X, {@code [pixels][channels]}
     * @param currentOffset where it begins
     * @param rest H, {@code [pixels][channels]}: what the step before left and what this one leaves
     * @param restOffset where it begins
     * @param first whether this is the first step, so that H is zero whatever it holds
     * @param threshold V_th
     * @param decay β
     * @param bits S, overwritten
     * @param bitOffset word of the first pixel
     * @param pixels number of pixels
     * @param channels a multiple of {@link Kernels#LANE_GROUP}
     */
    void fire(
            float[] current,
            int currentOffset,
            float[] rest,
            int restOffset,
            boolean first,
            float threshold,
            float decay,
            int[] bits,
            int bitOffset,
            int pixels,
            int channels);
}
