package org.medspike.engine.stage;

import java.util.Arrays;
import java.util.List;

/**
 * Soft-max attention of each head, equation (5): the ANN twin's. One query at a time against all keys; the matrix of token
 * pairs is never kept.
 */
public final class SoftmaxAttention extends Stage {

    private final Stage queries;
    private final Stage keys;
    private final Stage values;
    private final int heads;
    private final float scale;

    /** Attention of floats; keys and values may have fewer tokens than queries. */
    public SoftmaxAttention(String part, Stage queries, Stage keys, Stage values, int heads, double scale) {
        super(part, List.of(queries, keys, values), queries.extent(), false);
        this.queries = queries;
        this.keys = keys;
        this.values = values;
        this.heads = heads;
        this.scale = (float) scale;
    }

    @Override
    public boolean readsByRow(Stage input) {
        return input == queries && input != keys && input != values;
    }

    @Override
    public String kernel() {
        return "softmax";
    }

    /** Tokens that each query looks at. */
    public int keyCount() {
        return keys.extent().height() * keys.extent().width();
    }

    @Override
    public void row(Workspace w, int y) {
        int stride = pixelStride();
        int perHead = extent().channels() / heads;
        float[] weights = w.similarities;
        for (int t = 0; t < extent().steps(); t++) {
            int target = offset(y, t);
            Arrays.fill(floats(w), target, target + extent().width() * stride, 0f);
            for (int i = 0; i < extent().width() * heads; i++) {
                int channel = i % heads * perHead;
                int x = i / heads;
                float total =
                        similarities(w, t, queries.offset(y, t) + x * stride + channel, channel, perHead, weights);
                sum(w, t, channel, perHead, weights, 1 / total, target + x * stride + channel);
            }
        }
        closeMargins(w, y);
    }

    /** Fills in exp(similarity - largest) of all keys; returns their sum. */
    private float similarities(Workspace w, int step, int query, int channel, int perHead, float[] weights) {
        int stride = pixelStride();
        Extent tokens = keys.extent();
        float[] q = queries.floats(w);
        float[] k = keys.floats(w);
        float largest = Float.NEGATIVE_INFINITY;
        int n = 0;
        for (int row = 0; row < tokens.height(); row++) {
            int key = keys.offset(row, step) + channel;
            for (int x = 0; x < tokens.width(); x++) {
                float dot = 0;
                for (int c = 0; c < perHead; c++) {
                    dot += q[query + c] * k[key + c];
                }
                weights[n] = dot * scale;
                largest = Math.max(largest, weights[n]);
                n++;
                key += stride;
            }
        }
        float total = 0;
        for (int i = 0; i < n; i++) {
            weights[i] = (float) Math.exp(weights[i] - largest);
            total += weights[i];
        }
        return total;
    }

    private void sum(Workspace w, int step, int channel, int perHead, float[] weights, float factor, int target) {
        int stride = pixelStride();
        Extent tokens = values.extent();
        float[] v = values.floats(w);
        float[] out = floats(w);
        int n = 0;
        for (int row = 0; row < tokens.height(); row++) {
            int value = values.offset(row, step) + channel;
            for (int x = 0; x < tokens.width(); x++) {
                float weight = weights[n++];
                for (int c = 0; c < perHead; c++) {
                    out[target + c] += weight * v[value + c];
                }
                value += stride;
            }
        }
        for (int c = 0; c < perHead; c++) {
            out[target + c] *= factor;
        }
    }
}
