package org.medspike.engine.stage;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.medspike.engine.kernel.Kernels;

/**
 * What queries get from keys, head by head: {@code Q (K^T V + g 1 1^T V)}. With g = 0 it is A, what activated queries get from
 * activated keys; with g = -1 minus what they get from the inactivated ones. Before its scale, so of spikes it is a whole
 * number.
 */
public final class Attended extends Stage {

    private final Stage queries;
    private final AttentionSums sums;
    private final double valueShare;
    private final float[] matrix;
    private final SpikeProduct product;

    /**
     * Rows from rows of Q and the sums over all tokens.
     *
     * @param valueShare g
     */
    public Attended(String part, Stage queries, AttentionSums sums, double valueShare, Kernels kernels) {
        super(part, List.of(queries, sums), queries.extent(), false);
        this.queries = queries;
        this.sums = sums;
        this.valueShare = valueShare;
        matrix = new float[extent().steps() * extent().channels() * pixelStride()];
        product = new SpikeProduct(queries, extent().steps(), matrix, pixelStride(), kernels.panel());
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
    public void tune(ToDoubleFunction<Stage> firingRate) {
        if (queries.spikes()) {
            product.useTables(product.prefersTables(firingRate.applyAsDouble(queries)));
        }
    }

    @Override
    public void begin(Workspace w) {
        int channels = extent().channels();
        int perHead = sums.perHead();
        for (int t = 0; t < extent().steps(); t++) {
            for (int k = 0; k < channels; k++) {
                int head = k / perHead * perHead;
                int row = matrixOffset(t) + k * pixelStride() + head;
                for (int n = 0; n < perHead; n++) {
                    matrix[row + n] = (float) (sums.keyValue(t, k, n) + valueShare * sums.valueSum(t, head + n));
                }
            }
        }
        product.refresh();
    }

    private int matrixOffset(int step) {
        return step * extent().channels() * pixelStride();
    }

    @Override
    public void row(Workspace w, int y) {
        int padded = pixelStride();
        int width = extent().width();
        for (int t = 0; t < extent().steps(); t++) {
            int target = offset(y, t);
            Arrays.fill(floats(w), target, target + width * padded, 0f);
            if (queries.spikes()) {
                product.add(w, y, t, floats(w), target, width);
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
                int row = matrixOffset(step) + c * padded;
                for (int n = 0; n < channels; n++) {
                    out[target + x * padded + n] += query * matrix[row + n];
                }
            }
        }
    }
}
