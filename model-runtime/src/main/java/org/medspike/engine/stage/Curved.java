package org.medspike.engine.stage;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.numbers.gamma.Erf;

/** A function of one variable, value by value: the GELU of the ANN twin, the sigmoid of the masks. */
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
        int stride = pixelStride();
        int channels = extent().channels();
        for (int t = 0; t < extent().steps(); t++) {
            int from = source.offset(y, t);
            int to = offset(y, t);
            Arrays.fill(floats(w), to, to + extent().width() * stride, 0f);
            for (int p = 0; p < extent().width(); p++) {
                for (int c = 0; c < channels; c++) {
                    int i = p * stride + c;
                    floats(w)[to + i] = value(source.floats(w)[from + i]);
                }
            }
        }
        closeMargins(w, y);
    }

    private float value(float x) {
        return switch (function) {
            case SIGMOID -> (float) (1 / (1 + Math.exp(-x)));
            case GELU -> (float) (x * 0.5 * (1 + Erf.value(x / Math.sqrt(2))));
        };
    }
}
