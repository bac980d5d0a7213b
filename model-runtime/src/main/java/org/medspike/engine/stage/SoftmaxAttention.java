package org.medspike.engine.stage;

import java.util.Arrays;
import java.util.List;
import org.medspike.engine.kernel.Kernels;
import org.medspike.engine.kernel.Lines;
import org.medspike.engine.kernel.Panels;

/**
 * Soft-max attention of each head, equation (5): the ANN twin's. A few queries at a time against all keys, as two matrix
 * products; the matrix of token pairs is never kept.
 *
 * <p>Queries lie side by side in the lanes of a vector, so that heads of few channels leave none of them empty, and all that
 * happens to a pair of tokens happens to a whole vector.
 */
public final class SoftmaxAttention extends Stage {

    /** Most queries at a time. */
    private static final int QUERIES = 32;

    /** Channels of a head are padded to a multiple of this. */
    private static final int HEAD_GROUP = 8;

    private final Stage queries;
    private final Stage keys;
    private final Stage values;
    private final int heads;
    private final float scale;
    private final int panel;
    private final int perHead;
    private final int paddedHead;
    private final int together;
    private final int keyCount;
    private final float[] keyTokens;
    private final float[] valueTokens;
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
        paddedHead = (perHead + HEAD_GROUP - 1) / HEAD_GROUP * HEAD_GROUP;
        together = Math.min(QUERIES, Kernels.padded(extent().width()));
        keyCount = keys.extent().height() * keys.extent().width();
        int tokens = extent().steps() * heads * keyCount * paddedHead;
        keyTokens = new float[tokens];
        valueTokens = new float[tokens];
        zeros = new float[together];
    }

    @Override
    public boolean readsByRow(Stage input) {
        return input == queries && input != keys && input != values;
    }

    @Override
    public String kernel() {
        return "softmax";
    }

    /** Floats of scratch memory that a worker needs: similarities, the queries or what they get, and totals. */
    public int scratch() {
        return Lines.START + (keyCount + 1) * together + Math.max(paddedHead * together, queryPanels());
    }

    private int queryPanels() {
        return Panels.size(perHead, together, panel);
    }

    @Override
    public void begin(Workspace w) {
        gather(w, keys, keyTokens);
        gather(w, values, valueTokens);
    }

    /** Head by head, token by token. */
    private void gather(Workspace w, Stage tokens, float[] into) {
        int width = tokens.extent().width();
        float[] from = tokens.floats(w);
        for (int index = 0; index < extent().steps() * heads; index++) {
            for (int n = 0; n < keyCount; n++) {
                int source =
                        tokens.offset(n / width, index / heads) + n % width * pixelStride() + index % heads * perHead;
                System.arraycopy(from, source, into, (index * keyCount + n) * paddedHead, perHead);
            }
        }
    }

    @Override
    public void row(Workspace w, int y) {
        int stride = pixelStride();
        for (int t = 0; t < extent().steps(); t++) {
            for (int x = 0; x < extent().width(); x += together) {
                int count = Math.min(together, extent().width() - x);
                int query = queries.offset(y, t) + x * stride;
                int target = offset(y, t) + x * stride;
                Arrays.fill(floats(w), target, target + count * stride, 0f);
                for (int head = 0; head < heads; head++) {
                    int tokens = (t * heads + head) * keyCount * paddedHead;
                    attend(w, query + head * perHead, tokens, count, target + head * perHead);
                }
            }
        }
        closeMargins(w, y);
    }

    private void attend(Workspace w, int query, int tokens, int count, int target) {
        float[] room = w.attention;
        int totals = Lines.START + keyCount * together;
        int turned = totals + together;
        turnQueries(queries.floats(w), query, count, room, turned);
        w.kernels
                .dense()
                .add(
                        keyTokens,
                        tokens,
                        paddedHead,
                        perHead,
                        room,
                        turned,
                        perHead * panel,
                        zeros,
                        0,
                        0,
                        room,
                        Lines.START,
                        together,
                        keyCount,
                        together);
        w.kernels.curves().exponentialsDown(room, Lines.START, keyCount, together, scale, room, totals);
        Arrays.fill(room, turned, turned + paddedHead * together, 0f);
        w.kernels
                .denseOuter()
                .add(
                        valueTokens,
                        tokens,
                        paddedHead,
                        paddedHead,
                        room,
                        Lines.START,
                        together,
                        room,
                        turned,
                        keyCount,
                        together);
        float[] out = floats(w);
        for (int i = 0; i < count; i++) {
            float share = 1 / room[totals + i];
            for (int c = 0; c < perHead; c++) {
                out[target + i * pixelStride() + c] = share * room[turned + c * together + i];
            }
        }
    }

    /** Lays queries side by side, channel by channel, in panels; where there are not so many, zeros. */
    private void turnQueries(float[] from, int query, int count, float[] into, int offset) {
        Arrays.fill(into, offset, offset + queryPanels(), 0f);
        for (int i = 0; i < count; i++) {
            int source = query + i * pixelStride();
            int column = offset + i / panel * perHead * panel + i % panel;
            for (int c = 0; c < perHead; c++) {
                into[column + c * panel] = from[source + c];
            }
        }
    }
}
