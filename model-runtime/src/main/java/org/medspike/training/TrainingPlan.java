package org.medspike.training;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.medspike.bundle.PreprocessingSpec;
import org.medspike.network.NetworkConfig;

/**
 * Everything that decides how a training runs, apart from its data and its starting weights.
 *
 * @param network the spiking network; its time steps come from the legs, the ANN twin follows from it
 * @param twinLegs what the ANN twin goes through; empty where it is taken over from the start or there is none
 * @param legs what the spiking network goes through, at least one
 * @param seed of the fresh weights, the order and the augmentation
 * @param optimiser how the weights move
 * @param schedule the learning rate over a phase
 * @param augmentation variations of the images
 * @param losses weights of the loss terms
 * @param recompute whether activations are computed a second time instead of kept, see {@link GradientEngine.Setup}
 * @param engine what computes the gradients
 * @param framing what of an image the network sees
 */
public record TrainingPlan(
        NetworkConfig network,
        List<Leg> twinLegs,
        List<Leg> legs,
        long seed,
        OptimiserOptions optimiser,
        Schedule schedule,
        Augmentation augmentation,
        LossOptions losses,
        boolean recompute,
        LearningEngine engine,
        Framing framing) {

    private static final String RECOMPUTE = "recompute";

    /** The setting that names the engine. */
    static final String ENGINE = "engine";

    /** Settings that change nothing in the result but rounding, so that a training may be resumed with others. */
    static final Set<String> ROUNDING = Set.of(RECOMPUTE, ENGINE);

    /** Copies the lists and refuses what cannot run. */
    public TrainingPlan {
        twinLegs = List.copyOf(twinLegs);
        legs = List.copyOf(legs);
        require(!legs.isEmpty(), "the spiking network needs at least one epoch");
        for (List<Leg> phase : List.of(twinLegs, legs)) {
            for (Leg leg : phase) {
                require(
                        leg.size() % network.sizeMultiple() == 0,
                        "the size must be a multiple of " + network.sizeMultiple() + ", not " + leg.size());
            }
        }
    }

    /** A plan for whole images. */
    public TrainingPlan(
            NetworkConfig network,
            List<Leg> twinLegs,
            List<Leg> legs,
            long seed,
            OptimiserOptions optimiser,
            Schedule schedule,
            Augmentation augmentation,
            LossOptions losses,
            boolean recompute,
            LearningEngine engine) {
        this(
                network,
                twinLegs,
                legs,
                seed,
                optimiser,
                schedule,
                augmentation,
                losses,
                recompute,
                engine,
                Framing.WHOLE);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /** The legs of a phase. */
    public List<Leg> legs(Phase phase) {
        return phase == Phase.TWIN ? twinLegs : legs;
    }

    /** Epochs of a phase. */
    public int epochs(Phase phase) {
        return legs(phase).stream().mapToInt(Leg::epochs).sum();
    }

    /** The network of a phase during one of its legs. */
    public NetworkConfig network(Phase phase, Leg leg) {
        return phase == Phase.TWIN ? network.twin() : network.withTimeSteps(leg.timeSteps());
    }

    /** The leg that a training begins with. */
    public Leg firstLeg() {
        return (twinLegs.isEmpty() ? legs : twinLegs).get(0);
    }

    /** The last leg of the spiking network: what the model will be. */
    public Leg finalLeg() {
        return legs.get(legs.size() - 1);
    }

    /** The network that the model will be. */
    public NetworkConfig finalNetwork() {
        return network(Phase.SPIKING, finalLeg());
    }

    /** Steps of an epoch of a leg, on some number of images. */
    int stepsPerEpoch(Leg leg, int images) {
        return Math.max(1, images * framing.crops() / leg.batch());
    }

    /** How an image becomes an input in a leg. */
    public PreprocessingSpec input(Leg leg) {
        return framing.input(leg.size());
    }

    /** All settings by name, for a model card and for telling whether a checkpoint belongs to this plan. */
    public Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("network", network.withTimeSteps(finalLeg().timeSteps()).toString());
        settings.put("twinLegs", twinLegs.toString());
        settings.put("legs", legs.toString());
        settings.put("seed", Long.toString(seed));
        settings.put("optimiser", optimiser.toString());
        settings.put("schedule", schedule.toString());
        settings.put("augmentation", augmentation.toString());
        settings.put("losses", losses.toString());
        settings.put(RECOMPUTE, Boolean.toString(recompute));
        settings.put(ENGINE, engine.label());
        settings.put("framing", framing.toString());
        return settings;
    }
}
