package org.medspike.engine.stage;

import java.util.List;

/** Leaky integrate-and-fire neurons over all time steps, equations (1) to (3). */
public final class Fire extends Stage {

    private final Stage current;
    private final float threshold;
    private final float decay;

    /**
     * Neurons.
     *
     * @param current their input, at each step or the same at all
     * @param steps T
     */
    public Fire(String part, Stage current, int steps, float threshold, float decay) {
        super(part, List.of(current), current.extent().withSteps(steps), true);
        this.current = current;
        this.threshold = threshold;
        this.decay = decay;
    }

    @Override
    public String kernel() {
        return "fire";
    }

    @Override
    public void row(Workspace w, int y) {
        for (int t = 0; t < extent().steps(); t++) {
            w.kernels
                    .fire()
                    .fire(
                            current.floats(w),
                            current.offset(y, t),
                            w.rest,
                            0,
                            t == 0,
                            threshold,
                            decay,
                            bits(w),
                            offset(y, t),
                            extent().width(),
                            current.pixelStride());
        }
    }
}
