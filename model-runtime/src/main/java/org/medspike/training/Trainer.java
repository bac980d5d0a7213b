package org.medspike.training;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.medspike.network.FreshWeights;
import org.medspike.task.TaskContext;
import org.medspike.tensor.Weights;

/**
 * The paper's two-phase training: first the ANN twin learns to segment, then it is frozen and the spiking network learns
 * to segment and to align its stage masks with the twin's.
 *
 * <p>After each epoch the state is written to a checkpoint; with {@code resume} a training goes on from there and gives
 * the same curve as an uninterrupted one. Runs on the caller's thread until it is done, finished early or cancelled.
 */
public final class Trainer {

    private final GradientEngine.Factory engines;

    /** A trainer that computes gradients with engines from this factory. */
    public Trainer(GradientEngine.Factory engines) {
        this.engines = engines;
    }

    /**
     * Weights to begin with.
     *
     * @param spiking of the spiking network, as far as known; what is missing or has another shape starts fresh; where
     *     nothing is known it starts with the twin's
     * @param twin of the ANN twin, likewise; used as the teacher as it is where the plan has no epochs for the twin
     * @param origin what they are, for telling whether a checkpoint belongs to this start
     */
    public record Start(Weights spiking, Weights twin, String origin) {

        /** The origin of a start with nothing. */
        public static final String NOTHING = "nothing";

        /** Nothing is known. */
        public static final Start FRESH = new Start(Weights.EMPTY, Weights.EMPTY, NOTHING);
    }

    /**
     * Trains.
     *
     * @param folder where checkpoints go
     * @param resume whether to go on from the checkpoint in the folder, which must exist, instead of from {@code start}
     * @throws TrainingFailedException if the loss is no longer a number, or it is finished before there is anything to
     *     keep
     * @throws IOException if an image or a checkpoint cannot be read or written
     * @throws org.medspike.task.TaskCancelledException if stopped; the last epoch's checkpoint stays
     */
    public TrainingResult train(
            TrainingSet data,
            TrainingPlan plan,
            Start start,
            TrainingFolder folder,
            boolean resume,
            TrainingListener listener,
            TrainingControl control)
            throws IOException {
        TrainingState state = resume ? folder.read(data.settings(plan, start.origin())) : firstState(plan, start);
        listener.started(data.training().size(), data.validation().size());
        RemainingTime remaining = new RemainingTime(plan, data.training().size());
        LegRun run = new LegRun(
                engines, data, plan, data.settings(plan, start.origin()), folder, listener, control, remaining);
        if (state.phase() == Phase.TWIN) {
            state = phase(run, plan, state, control);
            if (!control.isFinishAsked()) {
                state = beginSpiking(plan, start, state.best(), state.history());
            }
        }
        if (state.phase() == Phase.SPIKING) {
            state = phase(run, plan, state, control);
        }
        return result(plan, state);
    }

    private static TrainingState phase(LegRun run, TrainingPlan plan, TrainingState begun, TrainingControl control)
            throws IOException {
        TrainingState state = run.finish(begun);
        while (state.leg() < plan.legs(state.phase()).size() && !control.isFinishAsked()) {
            state = run.finish(state.nextLeg());
        }
        return state;
    }

    /**
     * The best epoch of the last leg if that has run to its end, because the model is to be what the plan asks for; of all
     * legs if it was finished early.
     */
    private static TrainingResult result(TrainingPlan plan, TrainingState state) {
        if (state.phase() == Phase.TWIN || state.history().stream().noneMatch(r -> r.phase() == Phase.SPIKING)) {
            throw new TrainingFailedException("There is nothing to keep yet: no epoch of the " + Phase.SPIKING.label()
                    + " is finished. What was learned so far is in the checkpoint; go on with --resume.");
        }
        boolean whole = state.leg() == plan.legs().size()
                && (state.epochsDone() == plan.finalLeg().epochs()
                        || plan.schedule().isOver(LegRun.scores(state)));
        boolean own = whole || state.ownIsBest();
        EpochReport best = (own ? state.bestOfLeg() : state.bestBefore()).orElseThrow();
        Leg leg = plan.legs().get(best.leg() - 1);
        return new TrainingResult(
                own ? state.best() : state.earlier(), state.twin(), leg, best, whole, state.history());
    }

    /**
     * The result of an interrupted training as far as it has come, without training further.
     *
     * @param origin what it began with, see {@link Start}
     * @throws TrainingFailedException if no epoch of the spiking network is finished
     * @throws IOException if the checkpoint cannot be read
     */
    public static TrainingResult bestSoFar(TrainingSet data, TrainingPlan plan, String origin, TrainingFolder folder)
            throws IOException {
        return result(plan, folder.read(data.settings(plan, origin)));
    }

    /** Scores some weights of the spiking network on the held-out images, as a leg sees them. */
    public ValidationScore score(TrainingSet data, TrainingPlan plan, Leg leg, Weights spiking, TaskContext task)
            throws IOException {
        GradientEngine.Setup setup = new GradientEngine.Setup(
                plan.network(Phase.SPIKING, leg), spiking, Optional.empty(), plan.losses(), part -> false, false);
        try (GradientEngine engine = engines.create(setup)) {
            return new Validation(
                            data.validation(),
                            data.samples(plan.input(leg)),
                            leg.batch(),
                            plan.network().sizeMultiple())
                    .score(engine, task);
        }
    }

    private static TrainingState firstState(TrainingPlan plan, Start start) {
        if (plan.twinLegs().isEmpty()) {
            return beginSpiking(plan, start, start.twin(), List.of());
        }
        Weights fresh = FreshWeights.warmStart(plan.network().twin(), plan.seed(), start.twin());
        return TrainingState.beginning(Phase.TWIN, fresh, Weights.EMPTY, List.of());
    }

    private static TrainingState beginSpiking(TrainingPlan plan, Start start, Weights twin, List<EpochReport> history) {
        // Without a spiking network to go on from, what the twin has learned is the best start there is (decision
        // 0010).
        Weights known = start.spiking().names().isEmpty() ? twin : start.spiking();
        Weights fresh = FreshWeights.warmStart(plan.network(), plan.seed(), known);
        return TrainingState.beginning(Phase.SPIKING, fresh, twin, history);
    }
}
