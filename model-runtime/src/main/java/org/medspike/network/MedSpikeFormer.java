package org.medspike.network;

import java.util.ArrayList;
import java.util.List;
import org.medspike.tensor.ParameterSource;
import org.medspike.tensor.Shape;
import org.medspike.tensor.TensorOps;

/**
 * The segmentation network: an encoder of four stages with attention, equation (10), a fusion of their features by spike
 * convolutions, equation (11), and a prediction head, equation (12).
 *
 * <p>Stage i works at 1 / 2^(i-1) of the input's size. Between stages a 2x2 convolution halves the size; in the fusion a
 * 3x3 convolution reduces channels before a bilinear enlargement brings the deeper features up (decision 0004). The
 * network holds parameters and no state: it may be run any number of times.
 *
 * @param <T> the tensor type
 */
public final class MedSpikeFormer<T> {

    private final TensorOps<T> ops;
    private final NetworkConfig config;
    private final List<EncoderStage<T>> stages = new ArrayList<>();
    private final List<Convolution<T>> halvings = new ArrayList<>();
    private final List<Fusion<T>> fusions = new ArrayList<>();
    private final PredictionHead<T> head;

    /**
     * Builds the network and fetches all its parameters.
     *
     * @throws IllegalArgumentException if a parameter is missing or has another shape
     */
    public MedSpikeFormer(TensorOps<T> ops, NetworkConfig config, ParameterSource<T> parameters) {
        this.ops = ops;
        this.config = config;
        Scope<T> scope = new Scope<>(ops, config, parameters, "");
        List<Integer> channels = config.channels();
        int last = config.stages() - 1;
        for (int i = 0; i <= last; i++) {
            int in = i == 0 ? NetworkConfig.INPUT_CHANNELS : channels.get(i - 1);
            stages.add(new EncoderStage<>(scope.child("stage" + (i + 1)), i + 1, in, channels.get(i)));
            if (i < last) {
                halvings.add(Convolution.halving(scope.child("halving" + (i + 1)), channels.get(i)));
            }
            int deeper = i < last ? channels.get(i + 1) : Fusion.NOTHING_DEEPER;
            fusions.add(new Fusion<>(scope.child("fusion" + (i + 1)), deeper, channels.get(i)));
        }
        head = new PredictionHead<>(scope.child("head"), channels.get(0));
    }

    /**
     * Runs the network.
     *
     * @param image {@code [batch, 3, height, width]}, values 0 to 1; height and width are multiples of
     *     {@link NetworkConfig#sizeMultiple()}
     */
    public Prediction<T> forward(T image) {
        Shape shape = ops.shape(image);
        if (shape.get(-1) % config.sizeMultiple() != 0 || shape.get(-2) % config.sizeMultiple() != 0) {
            throw new IllegalArgumentException(
                    "height and width must be multiples of " + config.sizeMultiple() + ": " + shape);
        }
        List<StageOutput<T>> outputs = new ArrayList<>();
        Sequence<T> x = Sequence.constant(ops, image, config.timeSteps());
        for (int i = 0; i < stages.size(); i++) {
            StageOutput<T> output = stages.get(i).apply(x);
            outputs.add(output);
            if (i < halvings.size()) {
                x = halvings.get(i).apply(output.features());
            }
        }
        Sequence<T> fused = fused(outputs.stream().map(StageOutput::features).toList());
        return new Prediction<>(head.apply(fused), List.copyOf(outputs));
    }

    /**
     * Runs one encoder stage alone, with the halving in front of it: for a caller that does not keep what is computed
     * within a stage, and computes it again when it is needed.
     *
     * @param stage number, from one
     * @param input for stage 1 the image, else the features of the stage before
     */
    public StagePass<T> encode(int stage, T input) {
        Sequence<T> x = stage == 1
                ? Sequence.constant(ops, input, config.timeSteps())
                : halvings.get(stage - 2).apply(Sequence.ofFolded(ops, input, config.timeSteps()));
        StageOutput<T> output = stages.get(stage - 1).apply(x);
        return new StagePass<>(output.features().folded(), output);
    }

    /**
     * Fusion and head alone.
     *
     * @param features of all stages, the first first
     * @return logits of the mask, as {@link #forward} gives them
     */
    public T decode(List<T> features) {
        List<Sequence<T>> encoded = features.stream()
                .map(f -> Sequence.ofFolded(ops, f, config.timeSteps()))
                .toList();
        return head.apply(fused(encoded));
    }

    private Sequence<T> fused(List<Sequence<T>> encoded) {
        int last = encoded.size() - 1;
        Sequence<T> fused = fusions.get(last).apply(encoded.get(last));
        for (int i = last - 1; i >= 0; i--) {
            fused = fusions.get(i).apply(encoded.get(i), fused);
        }
        return fused;
    }

    /**
     * What one encoder stage gives.
     *
     * @param features for the next stage and the fusion, {@code [T * batch, C, H, W]}
     * @param output what the stage shows of itself
     */
    public record StagePass<T>(T features, StageOutput<T> output) {}

    /**
     * What the network says of an image.
     *
     * @param maskLogits {@code [batch, 1, height, width]}; their sigmoid is Ŷ of equation (12), the probability of the
     *     object
     * @param stages the four encoder stages, first at full size
     */
    public record Prediction<T>(T maskLogits, List<StageOutput<T>> stages) {}
}
