package org.medspike.engine.stage;

import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.medspike.engine.kernel.Lines;

/** Leaky integrate-and-fire neurons over all time steps, equations (1) to (3). */
public final class Fire extends Stage {

    private final Stage current;
    private final float threshold;
    private final float decay;
    private final LongAdder counted = new LongAdder();
    private final LongAdder fired = new LongAdder();

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
                            Lines.START,
                            t == 0,
                            threshold,
                            decay,
                            bits(w),
                            offset(y, t),
                            extent().width(),
                            current.pixelStride());
            if (w.countsSpikes) {
                count(w, offset(y, t));
            }
        }
    }

    /** Share of neurons and steps with a spike, over all rows that were counted; zero before. */
    public double firingRate() {
        return counted.sum() == 0 ? 0 : fired.doubleValue() / counted.doubleValue();
    }

    private void count(Workspace w, int first) {
        int ones = 0;
        for (int i = 0; i < rowStride(); i++) {
            ones += Integer.bitCount(bits(w)[first + i]);
        }
        fired.add(ones);
        counted.add((long) extent().width() * extent().channels());
    }
}
