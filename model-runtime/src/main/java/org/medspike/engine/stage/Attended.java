package org.medspike.engine.stage;

import java.util.Arrays;
import java.util.List;

/** A = Q (K^T V) of each head: what activated queries get from activated keys, before its scale. */
public final class Attended extends Stage {

    private final Stage queries;
    private final AttentionSums sums;

    /** Rows of A from rows of Q and the sums over all tokens. */
    public Attended(String part, Stage queries, AttentionSums sums) {
        super(part, List.of(queries, sums), queries.extent(), false);
        this.queries = queries;
        this.sums = sums;
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
        return "Q (K^T V)";
    }

    @Override
    public void row(Workspace w, int y) {
        int padded = pixelStride();
        int width = extent().width();
        for (int t = 0; t < extent().steps(); t++) {
            int target = offset(y, t);
            Arrays.fill(floats(w), target, target + width * padded, 0f);
            if (queries.spikes()) {
                w.kernels
                        .spikes()
                        .add(
                                queries.bits(w),
                                queries.offset(y, t),
                                queries.pixelStride(),
                                sums.keyValue(),
                                sums.keyValueOffset(t),
                                floats(w),
                                target,
                                padded,
                                width,
                                padded,
                                w.events);
            } else {
                multiply(queries.floats(w), queries.offset(y, t), t, floats(w), target);
            }
        }
        closeMargins(w, y);
    }

    private void multiply(float[] q, int from, int step, float[] out, int target) {
        int padded = pixelStride();
        int channels = extent().channels();
        for (int x = 0; x < extent().width(); x++) {
            for (int c = 0; c < channels; c++) {
                float query = q[from + x * padded + c];
                int row = sums.keyValueOffset(step) + c * padded;
                for (int n = 0; n < channels; n++) {
                    out[target + x * padded + n] += query * sums.keyValue()[row + n];
                }
            }
        }
    }
}
