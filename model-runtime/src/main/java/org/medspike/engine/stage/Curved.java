package org.medspike.engine.stage;

import java.util.List;

/**
 * A function of one variable, value by value: the GELU of the ANN twin, the sigmoid of the masks. The sigmoid makes padding
 * channels one half; nothing reads them.
 */
public final class Curved extends Stage {

    private final Stage source;
    private final Function function;

    /** The functions. */
    public enum Function {
        /** 1 / (1 + exp(-x)). */
        SIGMOID,
        /** x · Φ(x). */
        GELU
    }

    /** A map of the same extent. */
    public Curved(String part, Stage source, Function function) {
        super(part, List.of(source), source.extent(), false);
        this.source = source;
        this.function = function;
    }

    @Override
    public String kernel() {
        return function == Function.GELU ? "gelu" : "sigmoid";
    }

    @Override
    public void row(Workspace w, int y) {
        int count = extent().width() * pixelStride();
        for (int t = 0; t < extent().steps(); t++) {
            int from = source.offset(y, t);
            int to = offset(y, t);
            if (function == Function.SIGMOID) {
                w.kernels.curves().sigmoid(source.floats(w), from, floats(w), to, count);
            } else {
                w.kernels.curves().gelu(source.floats(w), from, floats(w), to, count);
            }
        }
        closeMargins(w, y);
    }
}
