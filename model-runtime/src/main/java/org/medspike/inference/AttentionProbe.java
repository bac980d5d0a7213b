package org.medspike.inference;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.medspike.imaging.ImageRegion;
import org.medspike.imaging.Plane;
import org.medspike.network.Interaction;
import org.medspike.network.NetworkConfig;
import org.medspike.network.SoftmaxAttention;
import org.medspike.tensor.FloatTensor;

/**
 * What single pixels of one image attend to, in each stage and for each interaction.
 *
 * <p>A probe needs one row of the matrix of token pairs: the query of the pixel's token against all keys. Immutable and
 * thread safe.
 */
public final class AttentionProbe {

    private final NetworkConfig config;
    private final Map<String, FloatTensor> spiking;
    private final Map<String, FloatTensor> twin;
    private final NetworkInputs inputs;
    private final int piece;

    AttentionProbe(
            NetworkConfig config,
            Map<String, FloatTensor> spiking,
            Map<String, FloatTensor> twin,
            NetworkInputs inputs,
            int piece) {
        this.config = config;
        this.spiking = spiking;
        this.twin = twin;
        this.inputs = inputs;
        this.piece = piece;
    }

    /**
     * What a pixel attends to in one stage. All planes cover the image; beyond the region, where attention does not
     * reach, they are zero.
     *
     * @param tokenX column of the pixel's token in the stage's map
     * @param tokenY row of the pixel's token
     * @param interactions for each interaction and each token j the share of channels in which query and key meet in that
     *     way, mean over time steps: 0 to 1, and the four of a token sum to one
     * @param sa soft-max weight of each token in the ANN twin, mean over heads, relative to an even spread: 1 where the
     *     token gets its equal share; empty without a twin
     */
    public record Row(int tokenX, int tokenY, Map<Interaction, Plane> interactions, Optional<Plane> sa) {

        /** Unit of the interactions. */
        public static final String CHANNEL_SHARE = "share of channels";

        /** Unit of SA. */
        public static final String EVEN_SHARES = "x even share";
    }

    /** The part of the image whose pixels can be probed: all of it, or one tile. */
    public ImageRegion region() {
        return inputs.region(piece);
    }

    /**
     * Probes a pixel of the region; of others the nearest in it.
     *
     * @param stage number, from one
     * @param x column of the upright image
     * @param y row of the upright image
     */
    public Row probe(int stage, int x, int y) {
        FloatTensor queries = spiking.get(NetworkOutputs.queries(stage));
        FloatTensor keys = spiking.get(NetworkOutputs.keys(stage));
        if (queries == null || keys == null) {
            throw new IllegalStateException("this model's stage " + stage + " has no attention to probe");
        }
        int width = queries.shape().get(-1);
        int height = queries.shape().get(-2);
        ImageRegion region = region();
        int tokenX = Math.min(width - 1, Math.max(0, (int) ((x - region.x() + 0.5) * width / region.width())));
        int tokenY = Math.min(height - 1, Math.max(0, (int) ((y - region.y() + 0.5) * height / region.height())));
        int token = tokenY * width + tokenX;
        Map<Interaction, Plane> shares = new EnumMap<>(Interaction.class);
        spikes(queries, keys, token)
                .forEach((interaction, plane) -> shares.put(interaction, inputs.placed(piece, plane)));
        return new Row(
                region.x() * width / region.width() + tokenX,
                region.y() * height / region.height() + tokenY,
                shares,
                softmax(stage, token).map(plane -> inputs.placed(piece, plane)));
    }

    private static Map<Interaction, Plane> spikes(FloatTensor queries, FloatTensor keys, int token) {
        int tokens = queries.shape().get(-1) * queries.shape().get(-2);
        int channels = queries.values().length / tokens;
        float[] both = new float[tokens];
        float[] keyOnly = new float[tokens];
        float[] keySum = new float[tokens];
        float querySum = 0;
        for (int c = 0; c < channels; c++) {
            float q = queries.values()[c * tokens + token];
            querySum += q;
            for (int j = 0; j < tokens; j++) {
                float k = keys.values()[c * tokens + j];
                both[j] += q * k;
                keyOnly[j] += (1 - q) * k;
                keySum[j] += k;
            }
        }
        Map<Interaction, float[]> sums = new EnumMap<>(Interaction.class);
        sums.put(Interaction.ACTIVATED_ACTIVATED, both);
        sums.put(Interaction.INACTIVATED_ACTIVATED, keyOnly);
        float[] queryOnly = new float[tokens];
        float[] neither = new float[tokens];
        for (int j = 0; j < tokens; j++) {
            queryOnly[j] = querySum - both[j];
            neither[j] = channels - querySum - keySum[j] + both[j];
        }
        sums.put(Interaction.ACTIVATED_INACTIVATED, queryOnly);
        sums.put(Interaction.INACTIVATED_INACTIVATED, neither);
        Map<Interaction, Plane> shares = new EnumMap<>(Interaction.class);
        sums.forEach((interaction, sum) -> {
            for (int j = 0; j < tokens; j++) {
                sum[j] /= channels;
            }
            shares.put(
                    interaction,
                    new Plane(queries.shape().get(-1), queries.shape().get(-2), sum));
        });
        return shares;
    }

    private Optional<Plane> softmax(int stage, int token) {
        FloatTensor queries = twin.get(NetworkOutputs.queries(stage));
        FloatTensor keys = twin.get(NetworkOutputs.keys(stage));
        if (queries == null || keys == null) {
            return Optional.empty();
        }
        int width = queries.shape().get(-1);
        int height = queries.shape().get(-2);
        int channels = queries.values().length / (width * height);
        int block = SoftmaxAttention.reduction(stage, height, width);
        int keyWidth = width / block;
        int keyCount = keyWidth * (height / block);
        double[] weights = new double[keyCount];
        int perHead = channels / config.heads();
        for (int head = 0; head < config.heads(); head++) {
            double[] similarity = new double[keyCount];
            for (int c = head * perHead; c < (head + 1) * perHead; c++) {
                double q = queries.values()[c * width * height + token] / Math.sqrt(channels);
                for (int j = 0; j < width * height; j++) {
                    int key = j / width / block * keyWidth + j % width / block;
                    similarity[key] += q * keys.values()[c * width * height + j] / (block * block);
                }
            }
            addSoftmax(similarity, weights);
        }
        float[] relative = new float[width * height];
        for (int j = 0; j < relative.length; j++) {
            int key = j / width / block * keyWidth + j % width / block;
            relative[j] = (float) (weights[key] / config.heads() * keyCount);
        }
        return Optional.of(new Plane(width, height, relative));
    }

    private static void addSoftmax(double[] similarity, double[] sum) {
        double max = Double.NEGATIVE_INFINITY;
        for (double value : similarity) {
            max = Math.max(max, value);
        }
        double total = 0;
        for (int j = 0; j < similarity.length; j++) {
            similarity[j] = Math.exp(similarity[j] - max);
            total += similarity[j];
        }
        for (int j = 0; j < similarity.length; j++) {
            sum[j] += similarity[j] / total;
        }
    }
}
