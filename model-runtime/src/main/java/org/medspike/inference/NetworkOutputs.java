package org.medspike.inference;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.medspike.network.Interaction;
import org.medspike.network.MedSpikeFormer.Prediction;
import org.medspike.network.StageOutput;
import org.medspike.tensor.TensorOps;

/**
 * The names of a network's outputs, and which tensor belongs to each; the same for every engine.
 *
 * <p>Maps are {@code [1, 1, h, w]}; queries and keys are {@code [T, C, h, w]}. Masks are probabilities.
 */
public final class NetworkOutputs {

    /** Name of the network's input, {@code [1, 3, height, width]}, values 0 to 1. */
    public static final String IMAGE = "image";

    /** Name of the mask. */
    public static final String MASK = "mask";

    private NetworkOutputs() {}

    /** Name of the mask of a stage, which counts from one. */
    public static String stageMask(int stage) {
        return "stage" + stage + ".mask";
    }

    /** Name of the firing rate of an interaction in a stage. */
    public static String interaction(int stage, Interaction interaction) {
        return "stage" + stage + "." + interaction.key();
    }

    /** Name of the queries of a stage. */
    public static String queries(int stage) {
        return "stage" + stage + ".queries";
    }

    /** Name of the keys of a stage. */
    public static String keys(int stage) {
        return "stage" + stage + ".keys";
    }

    /** The tensors that were asked for, by name. */
    public static <T> Map<String, T> of(TensorOps<T> ops, Prediction<T> prediction, Set<OutputKind> kinds) {
        Map<String, T> outputs = new LinkedHashMap<>();
        if (kinds.contains(OutputKind.MASK)) {
            outputs.put(MASK, ops.sigmoid(prediction.maskLogits()));
        }
        for (int stage = 1; stage <= prediction.stages().size(); stage++) {
            StageOutput<T> output = prediction.stages().get(stage - 1);
            if (kinds.contains(OutputKind.STAGE_MASKS)) {
                outputs.put(stageMask(stage), ops.sigmoid(output.maskLogits()));
            }
            if (kinds.contains(OutputKind.INTERACTIONS)) {
                for (Interaction interaction : output.interactions()) {
                    outputs.put(interaction(stage, interaction), output.firingRate(interaction));
                }
            }
            if (kinds.contains(OutputKind.TOKENS) && !output.queries().isEmpty()) {
                outputs.put(queries(stage), ops.concat(output.queries(), 0));
                outputs.put(keys(stage), ops.concat(output.keys(), 0));
            }
        }
        return outputs;
    }
}
