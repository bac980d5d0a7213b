package org.medspike.engine.stage;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.medspike.engine.kernel.Kernels;
import org.medspike.engine.kernel.Lines;

/**
 * What queries get from keys, head by head: {@code Q (K^T V + g 1 1^T V)}. With g = 0 it is A, what activated queries get from
 * activated keys; with g = -1 minus what they get from the inactivated ones. Before its scale, so of spikes it is a whole
 * number; and around a centre, a whole number too, so that what is made of it later keeps its digits.
 */
public final class Attended extends Stage {

    /** Tokens that the centre is taken from, at most. */
    private static final int SAMPLES = 1024;

    private final Stage queries;
    private final AttentionSums sums;
    private final double valueShare;
    private final float[] matrix;
    private final float[] centres;
    private final double[] centreSums;
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
        matrix = Lines.floats(extent().steps() * extent().channels() * pixelStride());
        centres = new float[extent().steps() * pixelStride()];
        centreSums = new double[extent().channels()];
        product = new SpikeProduct(queries, extent().steps(), matrix, pixelStride(), kernels);
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
        if (queries.spikes()) {
            for (int t = 0; t < extent().steps(); t++) {
                centre(w, t);
            }
        }
    }

    /** What a token gets about on average, by some tokens from all over the image; a whole number. */
    private void centre(Workspace w, int step) {
        int channels = extent().channels();
        int width = extent().width();
        int tokens = extent().height() * width;
        int stride = (tokens + SAMPLES - 1) / SAMPLES;
        int first = step * pixelStride();
        Arrays.fill(centres, first, first + pixelStride(), 0f);
        int words = queries.pixelStride();
        int count = 0;
        for (int n = stride / 2; n < tokens; n += stride) {
            count++;
            countFired(queries.bits(w), queries.offset(n / width, step) + n % width * words, words, first);
        }
        Arrays.fill(centreSums, 0);
        for (int k = 0; k < channels; k++) {
            double rate = centres[first + k] / count;
            for (int n = 0; n < channels; n++) {
                centreSums[n] += rate * matrix[matrixOffset(step) + k * pixelStride() + n];
            }
        }
        for (int n = 0; n < channels; n++) {
            centres[first + n] = (float) -Math.rint(centreSums[n]);
        }
    }

    private void countFired(int[] bits, int word, int words, int first) {
        for (int i = 0; i < words; i++) {
            for (int rest = bits[word + i]; rest != 0; rest &= rest - 1) {
                centres[first + 32 * i + Integer.numberOfTrailingZeros(rest)]++;
            }
        }
    }

    /** What must be added to a value of this map to have what queries get. */
    double centre(int step, int channel) {
        return -centres[step * pixelStride() + channel];
    }

    private int matrixOffset(int step) {
        return Lines.START + step * extent().channels() * pixelStride();
    }

    @Override
    public void row(Workspace w, int y) {
        int padded = pixelStride();
        int width = extent().width();
        for (int t = 0; t < extent().steps(); t++) {
            int target = offset(y, t);
            if (queries.spikes()) {
                product.write(w, y, t, centres, t * padded, 0, floats(w), target, width);
            } else {
                w.kernels.rows().fill(centres, t * padded, floats(w), target, width, padded);
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
