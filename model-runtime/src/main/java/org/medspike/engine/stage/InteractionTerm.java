package org.medspike.engine.stage;

import java.util.List;

/**
 * One interaction of equation (9): what queries get from keys and what all tokens get alike, times a factor. The factor comes
 * last: until then spikes give whole numbers, which are exact.
 */
public final class InteractionTerm extends Stage {

    private final Attended attended;
    private final AttentionSums sums;
    private final double factor;
    private final double keySumShare;
    private final double valueSumShare;
    private final float[] constants;

    /**
     * Rows of one interaction.
     *
     * @param factor of what queries get; not zero
     * @param keySumShare factor of 1^T (K^T V)
     * @param valueSumShare factor of 1^T V
     */
    public InteractionTerm(
            String part,
            Attended attended,
            AttentionSums sums,
            double factor,
            double keySumShare,
            double valueSumShare) {
        super(part, List.of(attended, sums), attended.extent(), false);
        this.attended = attended;
        this.sums = sums;
        this.factor = factor;
        this.keySumShare = keySumShare;
        this.valueSumShare = valueSumShare;
        constants = new float[extent().steps() * pixelStride()];
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
    public void begin(Workspace w) {
        for (int t = 0; t < extent().steps(); t++) {
            for (int c = 0; c < extent().channels(); c++) {
                // Of spikes a whole number, and the cast takes away what rounding the shares has added.
                constants[t * pixelStride() + c] =
                        (float) ((keySumShare * sums.keySum(t, c) + valueSumShare * sums.valueSum(t, c)) / factor);
            }
        }
    }

    @Override
    public void row(Workspace w, int y) {
        int padded = pixelStride();
        int width = extent().width();
        for (int t = 0; t < extent().steps(); t++) {
            int target = offset(y, t);
            w.kernels
                    .rows()
                    .shiftScale(
                            attended.floats(w),
                            attended.offset(y, t),
                            constants,
                            t * padded,
                            (float) factor,
                            floats(w),
                            target,
                            width,
                            padded);
        }
        closeMargins(w, y);
    }
}
