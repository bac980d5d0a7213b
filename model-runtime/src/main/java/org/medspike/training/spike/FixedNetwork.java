package org.medspike.training.spike;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.medspike.engine.graph.GraphOps;
import org.medspike.engine.graph.Value;
import org.medspike.engine.kernel.Kernels;
import org.medspike.engine.plan.Plan;
import org.medspike.engine.work.Workers;
import org.medspike.network.MedSpikeFormer;
import org.medspike.network.MedSpikeFormer.Prediction;
import org.medspike.network.NetworkConfig;
import org.medspike.network.StageOutput;
import org.medspike.tensor.Shape;
import org.medspike.tensor.Weights;
import org.medspike.training.Batch;

/**
 * A network that does not learn, made ready for images of one size: the teacher, or the network at hand when it is
 * validated. Normalised by its running statistics.
 */
final class FixedNetwork {

    private static final String IMAGE = "image";

    private final int size;
    private final Plan plan;

    private FixedNetwork(int size, Plan plan) {
        this.size = size;
        this.plan = plan;
    }

    /** Which logits are asked for; they are told as probabilities. */
    private interface Wanted {
        List<Value> logits(Prediction<Value> prediction);
    }

    /** A network that tells the mask. */
    static FixedNetwork ofMask(NetworkConfig config, Weights weights, int size, Kernels kernels, Workers workers) {
        return compile(config, weights, size, prediction -> List.of(prediction.maskLogits()), kernels, workers);
    }

    /** A network that tells the masks of its stages, definition 2. */
    static FixedNetwork ofStageMasks(
            NetworkConfig config, Weights weights, int size, Kernels kernels, Workers workers) {
        Wanted stages = prediction ->
                prediction.stages().stream().map(StageOutput::maskLogits).toList();
        return compile(config, weights, size, stages, kernels, workers);
    }

    private static FixedNetwork compile(
            NetworkConfig config, Weights weights, int size, Wanted wanted, Kernels kernels, Workers workers) {
        GraphOps ops = GraphOps.forInference();
        Value image = ops.input(IMAGE, Shape.of(1, NetworkConfig.INPUT_CHANNELS, size, size));
        Prediction<Value> prediction = new MedSpikeFormer<>(ops, config, ops.parameters()).forward(image);
        Map<String, Value> outputs = new LinkedHashMap<>();
        for (Value logits : wanted.logits(prediction)) {
            outputs.put("probabilities " + outputs.size(), ops.sigmoid(logits));
        }
        return new FixedNetwork(size, Plan.compile(ops, outputs, weights, kernels, workers));
    }

    /** Whether images of the batch have its size. */
    boolean fits(Batch batch) {
        return batch.size() == size;
    }

    /** Probabilities: for each output, those of all images of the batch, one plane after the other. */
    List<float[]> run(Batch batch) {
        List<float[]> found = new ArrayList<>();
        plan.outputs().values().forEach(shape -> found.add(new float[batch.count() * pixels(shape)]));
        int length = NetworkConfig.INPUT_CHANNELS * size * size;
        for (int i = 0; i < batch.count(); i++) {
            plan.run(Arrays.copyOfRange(batch.images(), i * length, (i + 1) * length));
            int output = 0;
            for (Map.Entry<String, Shape> entry : plan.outputs().entrySet()) {
                float[] plane = new float[pixels(entry.getValue())];
                plan.read(entry.getKey(), plane);
                System.arraycopy(plane, 0, found.get(output++), i * plane.length, plane.length);
            }
        }
        return found;
    }

    private static int pixels(Shape shape) {
        return Math.toIntExact(shape.elementCount());
    }
}
