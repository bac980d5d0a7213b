package org.medspike.engine.stage;

import java.util.Arrays;
import java.util.List;

/** Keeps the channels of the heads that select a token, zeros elsewhere: the product of Q-K attention. */
public final class HeadGate extends Stage {

    private final Stage gate;
    private final Stage source;
    private final int perHead;

    /** The source, gated by one channel a head. */
    public HeadGate(String part, Stage gate, Stage source) {
        super(part, List.of(gate, source), source.extent(), false);
        this.gate = gate;
        this.source = source;
        perHead = source.extent().channels() / gate.extent().channels();
    }

    @Override
    public String kernel() {
        return "attention";
    }

    @Override
    public String describe() {
        return "gate of each head";
    }

    @Override
    public void row(Workspace w, int y) {
        int stride = pixelStride();
        for (int t = 0; t < extent().steps(); t++) {
            int target = offset(y, t);
            Arrays.fill(floats(w), target, target + extent().width() * stride, 0f);
            for (int x = 0; x < extent().width(); x++) {
                for (int c = 0; c < extent().channels(); c++) {
                    floats(w)[target + x * stride + c] =
                            gate.value(w, y, t, x, c / perHead) * source.value(w, y, t, x, c);
                }
            }
        }
        closeMargins(w, y);
    }
}
