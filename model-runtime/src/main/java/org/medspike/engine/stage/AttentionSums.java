package org.medspike.engine.stage;

import java.util.Arrays;
import java.util.List;
import org.medspike.engine.kernel.TokenBits;

/**
 * The sums over all tokens that attention in linear form needs: K^T V of each head, 1^T (K^T V) and 1^T V, at each step.
 *
 * <p>Rows are summed in {@value #BLOCKS} blocks, and the blocks in their order, so that the result is the same whoever
 * computed which. Of spikes the sums are counts, exact to 2^24 tokens.
 */
public final class AttentionSums extends Stage {

    /** Groups of rows that are summed apart; a worker never shares a group with another. */
    public static final int BLOCKS = 8;

    private final Stage keys;
    private final Stage values;
    private final int perHead;
    private final int blockSize;
    private final float[] blocks;
    private final float[] keyValue;
    private final float[] keySums;
    private final float[] valueSums;

    /** Sums of keys and values, both spikes or both floats. */
    public AttentionSums(String part, Stage keys, Stage values, int heads) {
        super(part, List.of(keys, values), keys.extent(), false);
        this.keys = keys;
        this.values = values;
        int channels = extent().channels();
        int steps = extent().steps();
        perHead = channels / heads;
        blockSize = channels * (perHead + 1);
        blocks = new float[BLOCKS * steps * blockSize];
        keyValue = new float[steps * channels * perHead];
        keySums = new float[steps * channels];
        valueSums = new float[steps * channels];
    }

    @Override
    public boolean isSum() {
        return true;
    }

    @Override
    public String kernel() {
        return "attention";
    }

    @Override
    public String describe() {
        return "K^T V";
    }

    /** The block that a row belongs to. */
    public static int block(int y, int height) {
        int rows = (height + BLOCKS - 1) / BLOCKS;
        return y / rows;
    }

    int perHead() {
        return perHead;
    }

    /** K^T V of one step from a channel of K to one of V, both counted within their head. */
    float keyValue(int step, int key, int value) {
        return keyValue[(step * extent().channels() + key) * perHead + value];
    }

    /** 1^T (K^T V), by the channel of V. */
    float keySum(int step, int channel) {
        return keySums[step * extent().channels() + channel];
    }

    /** 1^T V. */
    float valueSum(int step, int channel) {
        return valueSums[step * extent().channels() + channel];
    }

    @Override
    public void begin(Workspace w) {
        Arrays.fill(blocks, 0f);
    }

    @Override
    public void row(Workspace w, int y) {
        for (int t = 0; t < extent().steps(); t++) {
            int products = (block(y, extent().height()) * extent().steps() + t) * blockSize;
            if (values.spikes()) {
                for (int x = 0; x < extent().width(); x += TokenBits.TOKENS) {
                    count(w, y, t, x, products);
                }
            } else {
                add(w, y, t, products);
            }
        }
    }

    private void count(Workspace w, int y, int step, int x, int products) {
        int channels = extent().channels();
        int words = keys.pixelStride();
        int tokens = Math.min(TokenBits.TOKENS, extent().width() - x);
        int[] k = w.keyTokens;
        int[] v = w.valueTokens;
        TokenBits.turn(keys.bits(w), keys.offset(y, step) + x * words, words, tokens, k);
        TokenBits.turn(values.bits(w), values.offset(y, step) + x * words, words, tokens, v);
        for (int c = 0; c < channels; c++) {
            countTogether(k[c], v, c / perHead * perHead, blocks, products + c * perHead, perHead);
        }
        int sums = products + channels * perHead;
        for (int c = 0; c < channels; c++) {
            blocks[sums + c] += Integer.bitCount(v[c]);
        }
    }

    private static void countTogether(int key, int[] v, int first, float[] sums, int offset, int count) {
        for (int n = 0; n < count; n++) {
            sums[offset + n] += Integer.bitCount(key & v[first + n]);
        }
    }

    private void add(Workspace w, int y, int step, int products) {
        int channels = extent().channels();
        for (int x = 0; x < extent().width(); x++) {
            for (int c = 0; c < channels; c++) {
                float key = keys.value(w, y, step, x, c);
                int head = c / perHead * perHead;
                for (int n = 0; n < perHead; n++) {
                    blocks[products + c * perHead + n] += key * values.value(w, y, step, x, head + n);
                }
                blocks[products + channels * perHead + c] += values.value(w, y, step, x, c);
            }
        }
    }

    @Override
    public void finish() {
        int channels = extent().channels();
        Arrays.fill(keyValue, 0f);
        Arrays.fill(keySums, 0f);
        Arrays.fill(valueSums, 0f);
        for (int t = 0; t < extent().steps(); t++) {
            for (int b = 0; b < BLOCKS; b++) {
                int block = (b * extent().steps() + t) * blockSize;
                for (int i = 0; i < channels * perHead; i++) {
                    keyValue[t * channels * perHead + i] += blocks[block + i];
                }
                for (int c = 0; c < channels; c++) {
                    valueSums[t * channels + c] += blocks[block + channels * perHead + c];
                }
            }
            for (int c = 0; c < channels; c++) {
                for (int n = 0; n < perHead; n++) {
                    keySums[t * channels + c / perHead * perHead + n] += keyValue(t, c, n);
                }
            }
        }
    }
}
