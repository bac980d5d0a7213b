package org.medspike.engine.stage;

import java.util.List;
import org.medspike.engine.graph.Op;
import org.medspike.engine.kernel.Kernels;

/**
 * One interaction of equation (9), and the depth-wise 3x3 convolution that follows it.
 *
 * <p>An interaction is what queries get from keys, which differs from token to token, plus what all tokens get alike. The
 * second is large, and the normalisation after the convolution takes it away again; in float32 that would cost most of the
 * digits. So only the first is convolved, as the whole numbers that it is made of, and the convolution of the second is
 * worked out in double precision and joins the bias. Tokens at the border have fewer neighbours, and so biases of their own.
 */
public final class InteractionBranch extends Stage {

    private static final int TAPS = 9;
    private static final int CLASSES = 3;

    private final Attended attended;
    private final AttentionSums sums;
    private final Op.Interaction shares;
    private final double[] weights;
    private final double[] bias;
    private final float[] scaled;
    private final float[] biases;

    /**
     * A branch.
     *
     * @param shares what the interaction is made of; the share of A is not zero
     * @param weights {@code [9][channels]}
     * @param bias {@code [channels]}
     */
    public InteractionBranch(
            String part,
            Attended attended,
            AttentionSums sums,
            Op.Interaction shares,
            double[] weights,
            double[] bias) {
        super(part, List.of(attended, sums), attended.extent(), false);
        this.attended = attended;
        this.sums = sums;
        this.shares = shares;
        this.weights = weights;
        this.bias = bias;
        int channels = extent().channels();
        scaled = new float[TAPS * pixelStride()];
        for (int i = 0; i < TAPS * channels; i++) {
            scaled[i / channels * pixelStride() + i % channels] = (float) (weights[i] * shares.activated());
        }
        biases = new float[extent().steps() * CLASSES * CLASSES * pixelStride()];
    }

    @Override
    public int reach() {
        return 1;
    }

    @Override
    public boolean readsByRow(Stage input) {
        return input != sums;
    }

    @Override
    public String kernel() {
        return "depth-wise";
    }

    @Override
    public String describe() {
        return "interaction, depth-wise";
    }

    @Override
    public void begin(Workspace w) {
        for (int t = 0; t < extent().steps(); t++) {
            for (int c = 0; c < extent().channels(); c++) {
                double alike = shares.activated() * attended.centre(t, c)
                        + shares.keySums() * sums.keySum(t, c)
                        + shares.valueSums() * sums.valueSum(t, c);
                for (int row = 0; row < CLASSES; row++) {
                    for (int column = 0; column < CLASSES; column++) {
                        biases[biasOffset(t, row, column) + c] = (float) (bias[c] + alike * weight(row, column, c));
                    }
                }
            }
        }
    }

    private int biasOffset(int step, int row, int column) {
        return ((step * CLASSES + row) * CLASSES + column) * pixelStride();
    }

    /** Sum of the weights whose tokens lie inside the image, for a token of a class of rows and columns. */
    private double weight(int row, int column, int channel) {
        double sum = 0;
        for (int tap = 0; tap < TAPS; tap++) {
            if (isInside(row, tap / 3 - 1, extent().height()) && isInside(column, tap % 3 - 1, extent().width())) {
                sum += weights[tap * extent().channels() + channel];
            }
        }
        return sum;
    }

    /** Class 0 is the first of a line of tokens, 2 the last, 1 all between. */
    private static boolean isInside(int lineClass, int shift, int length) {
        boolean beforeFirst = shift < 0 && lineClass == 0;
        boolean afterLast = shift > 0 && (lineClass == 2 || length == 1);
        return !beforeFirst && !afterLast;
    }

    private static int lineClass(int position, int length) {
        if (position == 0) {
            return 0;
        }
        return position == length - 1 ? 2 : 1;
    }

    @Override
    public void row(Workspace w, int y) {
        Kernels kernels = w.kernels;
        int channels = pixelStride();
        int width = extent().width();
        for (int t = 0; t < extent().steps(); t++) {
            int rowClass = lineClass(y, extent().height());
            int target = offset(y, t);
            kernels.depthWise()
                    .apply(
                            attended.floats(w),
                            attended.offset(y - 1, t) - channels,
                            attended.offset(y, t) - channels,
                            attended.offset(y + 1, t) - channels,
                            scaled,
                            0,
                            biases,
                            biasOffset(t, rowClass, 1),
                            floats(w),
                            target,
                            width,
                            channels);
            correct(w, t, rowClass, 0, target);
            if (width > 1) {
                correct(w, t, rowClass, 2, target + (width - 1) * channels);
            }
        }
        closeMargins(w, y);
    }

    /** Exchanges the bias of the middle for that of the first or last column. */
    private void correct(Workspace w, int step, int rowClass, int column, int target) {
        w.kernels.rows().add(biases, biasOffset(step, rowClass, column), 1, floats(w), target, pixelStride());
        w.kernels.rows().add(biases, biasOffset(step, rowClass, 1), -1, floats(w), target, pixelStride());
    }
}
