package org.medspike.inference;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.medspike.bundle.ModelBundle;
import org.medspike.bundle.PreprocessingSpec;
import org.medspike.imaging.Frame;
import org.medspike.imaging.Plane;
import org.medspike.network.Interaction;
import org.medspike.network.NetworkConfig;
import org.medspike.task.TaskContext;
import org.medspike.tensor.FloatTensor;
import org.medspike.tensor.Weights;

/**
 * Shows why a model segments as it does: the heat maps of its SDSA and of its ANN twin's SA, and what a pixel attends
 * to.
 *
 * <p>Networks are made ready when they are first needed. Owns native memory and must be closed. Used by one thread at a
 * time.
 */
public final class Explainer implements AutoCloseable {

    private final ModelBundle bundle;
    private final InferenceEngine engine;
    private final int threads;
    private final Preprocessing preprocessing;
    private final Map<Role, CompiledNetwork> networks = new EnumMap<>(Role.class);

    private enum Role {
        SPIKING_MAPS,
        TWIN_MAPS,
        SPIKING_TOKENS,
        TWIN_TOKENS
    }

    /** An explainer for a model; cheap, nothing is compiled yet. */
    public Explainer(ModelBundle bundle, InferenceEngine engine, int threads) {
        this.bundle = bundle;
        this.engine = engine;
        this.threads = threads;
        preprocessing = Preprocessing.of(bundle.card());
    }

    /** The model that is explained. */
    public ModelBundle bundle() {
        return bundle;
    }

    /**
     * The heat maps of all stages.
     *
     * @param upright the image, held upright
     */
    public List<StageMaps> explain(Frame upright) {
        return explain(upright, TaskContext.UNWATCHED);
    }

    /**
     * The heat maps of all stages; those of a large image that is cut into tiles take a while.
     *
     * @param upright the image, held upright
     * @param task told how far it is
     * @throws org.medspike.task.TaskCancelledException if the task was stopped between two tiles
     */
    public List<StageMaps> explain(Frame upright, TaskContext task) {
        NetworkInputs inputs = preprocessing.inputs(upright);
        Map<String, Plane> spiking = maps(Role.SPIKING_MAPS, inputs, task);
        Optional<Map<String, Plane>> twin =
                bundle.card().twin() ? Optional.of(maps(Role.TWIN_MAPS, inputs, task)) : Optional.empty();
        List<StageMaps> stages = new ArrayList<>();
        for (int i = 1; i <= bundle.card().network().stages(); i++) {
            int stage = i;
            Map<Interaction, Plane> rates = new EnumMap<>(Interaction.class);
            for (Interaction interaction : Interaction.values()) {
                Plane rate = spiking.get(NetworkOutputs.interaction(stage, interaction));
                if (rate != null) {
                    rates.put(interaction, rate);
                }
            }
            stages.add(new StageMaps(
                    stage,
                    spiking.get(NetworkOutputs.stageMask(stage)),
                    twin.map(maps -> maps.get(NetworkOutputs.stageMask(stage))),
                    rates));
        }
        return stages;
    }

    /** All outputs of a network, each as one map that covers the image. */
    private Map<String, Plane> maps(Role role, NetworkInputs inputs, TaskContext task) {
        CompiledNetwork network = network(role);
        Map<String, List<Plane>> pieces = new LinkedHashMap<>();
        for (int i = 0; i < inputs.count(); i++) {
            if (i > 0) {
                task.checkCancelled();
                task.progress((double) i / inputs.count(), "tile " + (i + 1) + " of " + inputs.count());
            }
            network.run(inputs.input(i)).forEach((name, map) -> pieces.computeIfAbsent(name, first -> new ArrayList<>())
                    .add(Preprocessing.plane(map)));
        }
        Map<String, Plane> joined = new LinkedHashMap<>();
        pieces.forEach((name, maps) -> joined.put(name, inputs.joined(maps)));
        return joined;
    }

    /**
     * Prepares for probing around a pixel: keeps the queries and keys of all stages, so that a probe takes milliseconds.
     * Where the image is cut into tiles, those of the tile around the pixel, for attention does not reach beyond it.
     *
     * @param upright the image, held upright
     * @param x column of the pixel
     * @param y row of the pixel
     */
    public AttentionProbe prepareProbe(Frame upright, int x, int y) {
        NetworkInputs inputs = preprocessing.inputs(upright);
        int piece = inputs.pieceAt(x, y);
        FloatTensor input = inputs.input(piece);
        Map<String, FloatTensor> spiking = network(Role.SPIKING_TOKENS).run(input);
        Map<String, FloatTensor> twin =
                bundle.card().twin() ? network(Role.TWIN_TOKENS).run(input) : Map.of();
        return new AttentionProbe(bundle.card().network(), spiking, twin, inputs, piece);
    }

    private CompiledNetwork network(Role role) {
        return networks.computeIfAbsent(role, missing -> {
            boolean twin = missing == Role.TWIN_MAPS || missing == Role.TWIN_TOKENS;
            boolean tokens = missing == Role.SPIKING_TOKENS || missing == Role.TWIN_TOKENS;
            NetworkConfig config =
                    twin ? bundle.card().network().twin() : bundle.card().network();
            Weights weights = twin ? bundle.twin() : bundle.spiking();
            Set<OutputKind> outputs = tokens
                    ? EnumSet.of(OutputKind.TOKENS)
                    : EnumSet.of(OutputKind.STAGE_MASKS, OutputKind.INTERACTIONS);
            PreprocessingSpec spec = bundle.card().preprocessing();
            return engine.compile(config, weights, spec.height(), spec.width(), outputs, threads);
        });
    }

    @Override
    public void close() {
        networks.values().forEach(CompiledNetwork::close);
        networks.clear();
    }
}
