package org.medspike.engine.stage;

import java.util.List;

/** One interaction of equation (9): what queries get from keys, times a factor, plus what all tokens get alike. */
public final class InteractionTerm extends Stage {

    private final Attended attended;
    private final AttentionSums sums;
    private final float factor;
    private final double keySumShare;
    private final double valueSumShare;
    private final float[] constants;

    /**
     * Rows of one interaction.
     *
     * @param factor of what queries get
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
        this.factor = (float) factor;
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
                constants[t * pixelStride() + c] =
                        (float) (keySumShare * sums.keySum(t, c) + valueSumShare * sums.valueSum(t, c));
            }
        }
    }

    @Override
    public void row(Workspace w, int y) {
        int padded = pixelStride();
        int width = extent().width();
        for (int t = 0; t < extent().steps(); t++) {
            int target = offset(y, t);
            w.kernels.rows().fill(constants, t * padded, floats(w), target, width, padded);
            w.kernels.rows().add(attended.floats(w), attended.offset(y, t), factor, floats(w), target, width * padded);
        }
        closeMargins(w, y);
    }
}
