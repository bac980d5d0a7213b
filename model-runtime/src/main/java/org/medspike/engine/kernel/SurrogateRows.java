package org.medspike.engine.kernel;

import org.medspike.tensor.Surrogate;

/** Leaky integrate-and-fire neurons of a row in the backward pass: equations (1) to (3) again, then through time with σ'. */
public interface SurrogateRows {

    /**
     * One step forward: {@code U = H + X; S = U >= threshold; H = decay · (U - S)}, the very sums of {@link FireRow}.
     *
     * @param current X
     * @param rest H: what the step before left and what this one leaves
     * @param first whether this is the first step, so that H is zero whatever it holds
     * @param membrane U, overwritten
     * @param count neurons, a multiple of {@link Kernels#LANE_GROUP}
     */
    void membrane(
            float[] current,
            int currentOffset,
            float[] rest,
            int restOffset,
            boolean first,
            float threshold,
            float decay,
            float[] membrane,
            int membraneOffset,
            int count);

    /**
     * One step backward: {@code dX = σ'(U - threshold) · (dS - decay · dX[t+1]) + decay · dX[t+1]}.
     *
     * @param membrane U; what it holds afterwards is of no use
     * @param given dS
     * @param gradient dX; may be where dS is
     * @param carry dX of the step after, which becomes that of this one
     * @param last whether there is no step after, so that {@code carry} counts as zero whatever it holds
     * @param surrogate σ
     * @param count neurons, a multiple of {@link Kernels#LANE_GROUP}
     */
    void back(
            float[] membrane,
            int membraneOffset,
            float[] given,
            int givenOffset,
            float[] gradient,
            int gradientOffset,
            float[] carry,
            int carryOffset,
            boolean last,
            float threshold,
            float decay,
            Surrogate surrogate,
            int count);
}
