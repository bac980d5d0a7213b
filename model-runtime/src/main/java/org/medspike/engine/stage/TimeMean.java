package org.medspike.engine.stage;

import java.util.Arrays;
import java.util.List;

/** Mean over the time steps. */
public final class TimeMean extends Stage {

    private final Stage source;

    /** A map without steps. */
    public TimeMean(String part, Stage source) {
        super(part, List.of(source), source.extent().withSteps(1), false);
        this.source = source;
    }

    @Override
    public String kernel() {
        return "sum";
    }

    @Override
    public String describe() {
        return "mean over time";
    }

    @Override
    public void row(Workspace w, int y) {
        int channels = pixelStride();
        int width = extent().width();
        int target = offset(y, 0);
        int steps = source.extent().steps();
        float share = 1f / steps;
        Arrays.fill(floats(w), target, target + width * channels, 0f);
        for (int t = 0; t < steps; t++) {
            if (source.spikes()) {
                w.kernels
                        .rows()
                        .addSpikes(source.bits(w), source.offset(y, t), share, floats(w), target, width, channels);
            } else {
                w.kernels.rows().add(source.floats(w), source.offset(y, t), share, floats(w), target, width * channels);
            }
        }
        closeMargins(w, y);
    }
}
