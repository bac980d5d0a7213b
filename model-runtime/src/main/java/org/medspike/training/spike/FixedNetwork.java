package org.medspike.training.spike;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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
 *
 * <p>As many images as there are workers are run at the same time, each by one of them, so that nobody waits for another at
 * the end of each pass; what is left of a batch is run by all together. Both give the same values.
 */
final class FixedNetwork {

    private static final String IMAGE = "image";

    private final NetworkConfig config;
    private final Weights weights;
    private final int size;
    private final Wanted wanted;
    private final Kernels kernels;
    private final Workers workers;
    private final Workers nobodyElse = new Workers(1);
    private final Plan[] alone;
    private @Nullable Plan together;

    private FixedNetwork(
            NetworkConfig config, Weights weights, int size, Wanted wanted, Kernels kernels, Workers workers) {
        this.config = config;
        this.weights = weights;
        this.size = size;
        this.wanted = wanted;
        this.kernels = kernels;
        this.workers = workers;
        alone = new Plan[workers.count()];
    }

    /** Which logits are asked for; they are told as probabilities. */
    private interface Wanted {
        List<Value> logits(Prediction<Value> prediction);
    }

    /** A network that tells the mask. */
    static FixedNetwork ofMask(NetworkConfig config, Weights weights, int size, Kernels kernels, Workers workers) {
        Wanted mask = prediction -> List.of(prediction.maskLogits());
        return new FixedNetwork(config, weights, size, mask, kernels, workers);
    }

    /** A network that tells the masks of its stages, definition 2. */
    static FixedNetwork ofStageMasks(
            NetworkConfig config, Weights weights, int size, Kernels kernels, Workers workers) {
        Wanted stages = prediction ->
                prediction.stages().stream().map(StageOutput::maskLogits).toList();
        return new FixedNetwork(config, weights, size, stages, kernels, workers);
    }

    private Plan compile(Workers who) {
        GraphOps ops = GraphOps.forInference();
        Value image = ops.input(IMAGE, Shape.of(1, NetworkConfig.INPUT_CHANNELS, size, size));
        Prediction<Value> prediction = new MedSpikeFormer<>(ops, config, ops.parameters()).forward(image);
        Map<String, Value> outputs = new LinkedHashMap<>();
        for (Value logits : wanted.logits(prediction)) {
            outputs.put("probabilities " + outputs.size(), ops.sigmoid(logits));
        }
        return Plan.compile(ops, outputs, weights, kernels, who);
    }

    /** Whether images of the batch have its size. */
    boolean fits(Batch batch) {
        return batch.size() == size;
    }

    /** Probabilities: for each output, those of all images of the batch, one plane after the other. */
    List<float[]> run(Batch batch) {
        int inTurns = batch.count() / workers.count() * workers.count();
        if (inTurns > 0 && alone[0] == null) {
            workers.run(alone.length, (index, worker) -> alone[index] = compile(nobodyElse));
        }
        if (inTurns < batch.count() && together == null) {
            together = compile(workers);
        }
        Plan any = together == null ? alone[0] : together;
        List<float[]> found = new ArrayList<>();
        any.outputs().values().forEach(shape -> found.add(new float[batch.count() * pixels(shape)]));
        workers.run(inTurns, (image, worker) -> run(alone[worker], batch, image, found));
        for (int image = inTurns; image < batch.count(); image++) {
            run(any, batch, image, found);
        }
        return found;
    }

    private static void run(Plan plan, Batch batch, int image, List<float[]> found) {
        int length = batch.images().length / batch.count();
        plan.run(Arrays.copyOfRange(batch.images(), image * length, (image + 1) * length));
        int output = 0;
        for (Map.Entry<String, Shape> entry : plan.outputs().entrySet()) {
            float[] plane = new float[pixels(entry.getValue())];
            plan.read(entry.getKey(), plane);
            System.arraycopy(plane, 0, found.get(output++), image * plane.length, plane.length);
        }
    }

    private static int pixels(Shape shape) {
        return Math.toIntExact(shape.elementCount());
    }
}
