package org.medspike.engine.stage;

import java.util.List;
import org.medspike.tensor.Surrogate;

/** The neurons of analog mode: the smooth step in the place of the spike. For comparing engines; not tuned. */
public final class AnalogFire extends Stage {

    private final Stage current;
    private final float threshold;
    private final float decay;
    private final Surrogate surrogate;

    /** Neurons over {@code steps} steps. */
    public AnalogFire(String part, Stage current, int steps, float threshold, float decay, Surrogate surrogate) {
        super(part, List.of(current), current.extent().withSteps(steps), false);
        this.current = current;
        this.threshold = threshold;
        this.decay = decay;
        this.surrogate = surrogate;
    }

    @Override
    public String kernel() {
        return "analog";
    }

    @Override
    public void row(Workspace w, int y) {
        int count = extent().width() * pixelStride();
        for (int i = 0; i < count; i++) {
            float rest = 0;
            for (int t = 0; t < extent().steps(); t++) {
                float membrane = rest + current.floats(w)[current.offset(y, t) + i];
                float spike = smooth(membrane - threshold);
                floats(w)[offset(y, t) + i] = spike;
                rest = decay * (membrane - spike);
            }
        }
        closeMargins(w, y);
    }

    private float smooth(float distance) {
        double slope = surrogate.slope();
        return switch (surrogate.kind()) {
            case SIGMOID -> (float) (1 / (1 + Math.exp(-slope * distance)));
            case ARCTAN -> (float) (Math.atan(Math.PI * slope * distance / 2) / Math.PI + 0.5);
        };
    }
}
