package org.medspike.engine.stage;

import java.util.List;

/** How often the neurons of a pixel fire: mean over channels and time steps, one value a pixel. */
public final class FiringRate extends Stage {

    private final Stage source;

    /** Rates of spikes, or of what neurons give in analog mode. */
    public FiringRate(String part, Stage source) {
        super(part, List.of(source), source.extent().withSteps(1).withChannels(1), false);
        this.source = source;
    }

    @Override
    public String kernel() {
        return "sum";
    }

    @Override
    public String describe() {
        return "firing rate";
    }

    @Override
    public void row(Workspace w, int y) {
        int steps = source.extent().steps();
        float share = 1f / (steps * source.extent().channels());
        for (int x = 0; x < extent().width(); x++) {
            float sum = 0;
            for (int t = 0; t < steps; t++) {
                int first = source.offset(y, t) + x * source.pixelStride();
                sum += source.spikes() ? count(source.bits(w), first) : total(source.floats(w), first);
            }
            int target = offset(y, 0) + x * pixelStride();
            floats(w)[target] = sum * share;
            for (int c = 1; c < pixelStride(); c++) {
                floats(w)[target + c] = 0;
            }
        }
        closeMargins(w, y);
    }

    private int count(int[] bits, int first) {
        int count = 0;
        for (int i = 0; i < source.pixelStride(); i++) {
            count += Integer.bitCount(bits[first + i]);
        }
        return count;
    }

    private float total(float[] floats, int first) {
        float total = 0;
        for (int c = 0; c < source.extent().channels(); c++) {
            total += floats[first + c];
        }
        return total;
    }
}
