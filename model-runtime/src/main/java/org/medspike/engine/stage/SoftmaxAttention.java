package org.medspike.engine.stage;

import java.util.Arrays;
import java.util.List;
import org.medspike.engine.kernel.Kernels;
import org.medspike.engine.kernel.Panels;

/**
 * Soft-max attention of each head, equation (5): the ANN twin's. A few queries at a time against all keys, as two matrix
 * products; the matrix of token pairs is never kept.
 */
public final class SoftmaxAttention extends Stage {

    /** Queries at a time: whole tiles of eight pixels, of six or of four. */
    static final int QUERIES = 24;

    private final Stage queries;
    private final Stage keys;
    private final Stage values;
    private final int heads;
    private final float scale;
    private final int panel;
    private final int perHead;
    private final int paddedHead;
    private final int keyCount;
    private final int paddedKeys;
    private final float[] packedKeys;
    private final float[] packedValues;
    private final float[] gathered;
    private final float[] zeros;

    /** Attention of floats; keys and values may have fewer tokens than queries. */
    public SoftmaxAttention(
            String part, Stage queries, Stage keys, Stage values, int heads, double scale, Kernels kernels) {
        super(part, List.of(queries, keys, values), queries.extent(), false);
        this.queries = queries;
        this.keys = keys;
        this.values = values;
        this.heads = heads;
        this.scale = (float) scale;
        panel = kernels.panel();
        perHead = extent().channels() / heads;
        paddedHead = Kernels.padded(perHead);
        keyCount = keys.extent().height() * keys.extent().width();
        paddedKeys = Kernels.padded(keyCount);
        int steps = extent().steps();
        packedKeys = new float[steps * heads * Panels.size(perHead, paddedKeys, panel)];
        packedValues = new float[steps * heads * Panels.size(keyCount, paddedHead, panel)];
        zeros = new float[Math.max(paddedKeys, paddedHead)];
        gathered = new float[Math.max(perHead * paddedKeys, keyCount * paddedHead)];
    }

    @Override
    public boolean readsByRow(Stage input) {
        return input == queries && input != keys && input != values;
    }

    @Override
    public String kernel() {
        return "softmax";
    }

    /** Floats of scratch memory that a worker needs. */
    public int scratch() {
        return QUERIES * (paddedKeys + paddedHead);
    }

    @Override
    public void begin(Workspace w) {
        for (int t = 0; t < extent().steps(); t++) {
            for (int head = 0; head < heads; head++) {
                int index = t * heads + head;
                gather(w, keys, t, head, 1, paddedKeys);
                int keySize = Panels.size(perHead, paddedKeys, panel);
                Panels.pack(gathered, 0, perHead, paddedKeys, panel, packedKeys, index * keySize);
                gather(w, values, t, head, paddedHead, 1);
                int valueSize = Panels.size(keyCount, paddedHead, panel);
                Panels.pack(gathered, 0, keyCount, paddedHead, panel, packedValues, index * valueSize);
            }
        }
    }

    private void gather(Workspace w, Stage tokens, int step, int head, int tokenStride, int channelStride) {
        Arrays.fill(gathered, 0f);
        int width = tokens.extent().width();
        for (int n = 0; n < keyCount; n++) {
            int from = tokens.offset(n / width, step) + n % width * pixelStride() + head * perHead;
            for (int c = 0; c < perHead; c++) {
                gathered[n * tokenStride + c * channelStride] = tokens.floats(w)[from + c];
            }
        }
    }

    @Override
    public void row(Workspace w, int y) {
        int stride = pixelStride();
        for (int t = 0; t < extent().steps(); t++) {
            for (int x = 0; x < extent().width(); x += QUERIES) {
                int count = Math.min(QUERIES, extent().width() - x);
                int target = offset(y, t) + x * stride;
                Arrays.fill(floats(w), target, target + count * stride, 0f);
                for (int head = 0; head < heads; head++) {
                    attend(w, queries.offset(y, t) + x * stride, t, head, count, target);
                }
            }
        }
        closeMargins(w, y);
    }

    private void attend(Workspace w, int query, int step, int head, int count, int target) {
        int stride = pixelStride();
        int index = step * heads + head;
        float[] weights = w.similarities;
        int sums = QUERIES * paddedKeys;
        w.kernels
                .dense()
                .add(
                        queries.floats(w),
                        query + head * perHead,
                        stride,
                        perHead,
                        packedKeys,
                        index * Panels.size(perHead, paddedKeys, panel),
                        perHead * panel,
                        zeros,
                        0,
                        0,
                        weights,
                        0,
                        paddedKeys,
                        count,
                        paddedKeys);
        for (int i = 0; i < count; i++) {
            w.totals[i] = w.kernels.curves().exponentials(weights, i * paddedKeys, keyCount, scale);
        }
        w.kernels
                .dense()
                .add(
                        weights,
                        0,
                        paddedKeys,
                        keyCount,
                        packedValues,
                        index * Panels.size(keyCount, paddedHead, panel),
                        keyCount * panel,
                        zeros,
                        0,
                        0,
                        weights,
                        sums,
                        paddedHead,
                        count,
                        paddedHead);
        for (int i = 0; i < count; i++) {
            for (int c = 0; c < perHead; c++) {
                floats(w)[target + i * stride + head * perHead + c] = weights[sums + i * paddedHead + c] / w.totals[i];
            }
        }
    }
}
