package org.medspike.engine.stage;

import java.util.Arrays;
import java.util.List;

/**
 * The sums over all tokens that attention in linear form needs: K^T V of each head, 1^T (K^T V) and 1^T V, at each step.
 *
 * <p>Rows are summed in {@value #BLOCKS} blocks, and the blocks in their order, so that the result is the same whoever
 * computed which. Of spikes the sums are whole numbers, exact to 2^24 tokens.
 */
public final class AttentionSums extends Stage {

    /** Groups of rows that are summed apart; a worker never shares a group with another. */
    public static final int BLOCKS = 8;

    private final Stage keys;
    private final Stage values;
    private final int heads;
    private final int padded;
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
        this.heads = heads;
        int channels = extent().channels();
        int steps = extent().steps();
        padded = super.pixelStride();
        blockSize = (channels + 1) * padded;
        blocks = new float[BLOCKS * steps * blockSize];
        keyValue = new float[steps * channels * padded];
        keySums = new float[steps * padded];
        valueSums = new float[steps * padded];
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

    /** K^T V of one step, {@code [channel of K][padded channel of V]}, zero across heads. */
    float[] keyValue() {
        return keyValue;
    }

    int keyValueOffset(int step) {
        return step * extent().channels() * padded;
    }

    float[] keySums() {
        return keySums;
    }

    float[] valueSums() {
        return valueSums;
    }

    int sumOffset(int step) {
        return step * padded;
    }

    @Override
    public void begin() {
        Arrays.fill(blocks, 0f);
    }

    @Override
    public void row(Workspace w, int y) {
        int channels = extent().channels();
        int width = extent().width();
        for (int t = 0; t < extent().steps(); t++) {
            int products = (block(y, extent().height()) * extent().steps() + t) * blockSize;
            int sums = products + channels * padded;
            float[] v = w.expanded;
            int first = 0;
            if (values.spikes()) {
                Arrays.fill(v, 0, width * padded, 0f);
                w.kernels.rows().addSpikes(values.bits(w), values.offset(y, t), 1, v, 0, width, padded);
                w.kernels
                        .outer()
                        .add(
                                keys.bits(w),
                                keys.offset(y, t),
                                keys.pixelStride(),
                                v,
                                0,
                                padded,
                                blocks,
                                products,
                                width,
                                padded,
                                w.events);
            } else {
                v = values.floats(w);
                first = values.offset(y, t);
                addProducts(keys.floats(w), keys.offset(y, t), v, first, products);
            }
            for (int x = 0; x < width; x++) {
                w.kernels.rows().add(v, first + x * padded, 1, blocks, sums, padded);
            }
        }
    }

    private void addProducts(float[] k, int keyOffset, float[] v, int valueOffset, int products) {
        for (int x = 0; x < extent().width(); x++) {
            for (int c = 0; c < extent().channels(); c++) {
                float key = k[keyOffset + x * padded + c];
                for (int n = 0; n < extent().channels(); n++) {
                    blocks[products + c * padded + n] += key * v[valueOffset + x * padded + n];
                }
            }
        }
    }

    @Override
    public void finish() {
        int channels = extent().channels();
        int perHead = channels / heads;
        Arrays.fill(keyValue, 0f);
        Arrays.fill(keySums, 0f);
        Arrays.fill(valueSums, 0f);
        for (int t = 0; t < extent().steps(); t++) {
            for (int b = 0; b < BLOCKS; b++) {
                int block = (b * extent().steps() + t) * blockSize;
                for (int c = 0; c < channels; c++) {
                    int head = c / perHead * perHead;
                    for (int n = head; n < head + perHead; n++) {
                        keyValue[keyValueOffset(t) + c * padded + n] += blocks[block + c * padded + n];
                    }
                    valueSums[sumOffset(t) + c] += blocks[block + channels * padded + c];
                }
            }
            for (int c = 0; c < channels; c++) {
                int head = c / perHead * perHead;
                for (int n = head; n < head + perHead; n++) {
                    keySums[sumOffset(t) + n] += keyValue[keyValueOffset(t) + c * padded + n];
                }
            }
        }
    }
}
