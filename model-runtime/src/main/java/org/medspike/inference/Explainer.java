package org.medspike.inference;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
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
        preprocessing = new Preprocessing(bundle.card().preprocessing());
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
        FloatTensor input = preprocessing.toInput(upright);
        Map<String, FloatTensor> spiking = network(Role.SPIKING_MAPS).run(input);
        Optional<Map<String, FloatTensor>> twin =
                bundle.card().twin() ? Optional.of(network(Role.TWIN_MAPS).run(input)) : Optional.empty();
        List<StageMaps> stages = new ArrayList<>();
        for (int i = 1; i <= bundle.card().network().stages(); i++) {
            int stage = i;
            Map<Interaction, Plane> rates = new EnumMap<>(Interaction.class);
            for (Interaction interaction : Interaction.values()) {
                FloatTensor rate = spiking.get(NetworkOutputs.interaction(stage, interaction));
                if (rate != null) {
                    rates.put(interaction, Preprocessing.plane(rate));
                }
            }
            stages.add(new StageMaps(
                    stage,
                    Preprocessing.plane(spiking.get(NetworkOutputs.stageMask(stage))),
                    twin.map(maps -> Preprocessing.plane(maps.get(NetworkOutputs.stageMask(stage)))),
                    rates));
        }
        return stages;
    }

    /**
     * Prepares for probing an image: keeps the queries and keys of all stages, so that a probe takes milliseconds.
     *
     * @param upright the image, held upright
     */
    public AttentionProbe prepareProbe(Frame upright) {
        FloatTensor input = preprocessing.toInput(upright);
        Map<String, FloatTensor> spiking = network(Role.SPIKING_TOKENS).run(input);
        Map<String, FloatTensor> twin =
                bundle.card().twin() ? network(Role.TWIN_TOKENS).run(input) : Map.of();
        return new AttentionProbe(bundle.card().network(), spiking, twin, upright.width(), upright.height());
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
