package org.medspike.engine.stage;

import java.util.List;
import org.medspike.engine.graph.Op;

/**
 * One interaction of equation (9), from A and terms of rank one: {@code a A + k 1^T(K^T V) + g (Q 1)(1^T V) + v 1^T V} with the
 * factors of {@link Op.Interaction}.
 */
public final class InteractionTerm extends Stage {

    private final Stage queries;
    private final Attended attended;
    private final AttentionSums sums;
    private final Op.Interaction factors;

    /** Rows of one interaction. */
    public InteractionTerm(String part, Stage queries, Attended attended, AttentionSums sums, Op.Interaction factors) {
        super(part, List.of(queries, attended, sums), queries.extent(), false);
        this.queries = queries;
        this.attended = attended;
        this.sums = sums;
        this.factors = factors;
    }

    @Override
    public boolean readsByRow(Stage input) {
        return input != sums;
    }

    @Override
    public String kernel() {
        return "attention";
    }

    @Override
    public String describe() {
        return "interaction";
    }

    @Override
    public void row(Workspace w, int y) {
        int padded = pixelStride();
        int channels = extent().channels();
        int perHead = channels / factors.heads();
        int width = extent().width();
        float[] constant = w.rest;
        for (int t = 0; t < extent().steps(); t++) {
            int target = offset(y, t);
            int sum = sums.sumOffset(t);
            for (int c = 0; c < padded; c++) {
                constant[c] = (float)
                        (factors.keySums() * sums.keySums()[sum + c] + factors.valueSums() * sums.valueSums()[sum + c]);
            }
            w.kernels.rows().fill(constant, 0, floats(w), target, width, padded);
            w.kernels
                    .rows()
                    .add(
                            attended.floats(w),
                            attended.offset(y, t),
                            (float) factors.activated(),
                            floats(w),
                            target,
                            width * padded);
            if (factors.queryValueSums() != 0) {
                for (int x = 0; x < width; x++) {
                    for (int c = 0; c < channels; c += perHead) {
                        float fired = (float) factors.queryValueSums() * fired(w, y, t, x, c, c + perHead);
                        if (fired != 0) {
                            w.kernels
                                    .rows()
                                    .add(sums.valueSums(), sum + c, fired, floats(w), target + x * padded + c, perHead);
                        }
                    }
                }
            }
        }
        closeMargins(w, y);
    }

    /** Q 1 of one head. */
    private float fired(Workspace w, int y, int step, int x, int from, int to) {
        int first = queries.offset(y, step) + x * queries.pixelStride();
        float fired = 0;
        if (queries.spikes()) {
            for (int word = from / 32; word <= (to - 1) / 32; word++) {
                int low = Math.max(from, 32 * word) - 32 * word;
                int high = Math.min(to, 32 * word + 32) - 32 * word;
                int mask = (high == 32 ? -1 : (1 << high) - 1) & -(1 << low);
                fired += Integer.bitCount(queries.bits(w)[first + word] & mask);
            }
            return fired;
        }
        for (int c = from; c < to; c++) {
            fired += queries.floats(w)[first + c];
        }
        return fired;
    }
}
