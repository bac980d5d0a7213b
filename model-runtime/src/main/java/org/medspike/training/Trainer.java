package org.medspike.training;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.medspike.network.FreshWeights;
import org.medspike.network.NetworkConfig;
import org.medspike.network.NetworkCost;
import org.medspike.task.TaskContext;
import org.medspike.tensor.ParameterSpec;
import org.medspike.tensor.Weights;

/**
 * The paper's two-phase training: first the ANN twin learns to segment, then it is frozen and the spiking network learns
 * to segment and to align its stage masks with the twin's.
 *
 * <p>After each epoch the state is written to a checkpoint; with {@code resume} a training goes on from there and gives
 * the same curve as an uninterrupted one. Runs on the caller's thread until it is done or cancelled.
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
     */
    public record Start(Weights spiking, Weights twin) {

        /** Nothing is known. */
        public static final Start FRESH = new Start(Weights.EMPTY, Weights.EMPTY);
    }

    /**
     * Trains.
     *
     * @param resume whether to go on from the checkpoint, which must exist, instead of from {@code start}
     * @throws TrainingFailedException if the loss is no longer a number
     * @throws IOException if a checkpoint cannot be read or written
     * @throws org.medspike.task.TaskCancelledException if stopped; the last epoch's checkpoint stays
     */
    public TrainingResult train(
            TrainingSet data,
            TrainingPlan plan,
            Start start,
            CheckpointFile checkpoint,
            boolean resume,
            TrainingListener listener,
            TaskContext task)
            throws IOException {
        Map<String, String> settings = new LinkedHashMap<>(plan.settings());
        settings.put("data", data.fingerprint());
        TrainingState state = resume ? checkpoint.read(settings) : firstState(plan, start);
        listener.started(data.training().size(), data.validation().size());
        Clock clock = new Clock(plan, data);
        if (state.phase() == Phase.TWIN) {
            state = new PhaseRun(data, plan, settings, checkpoint, listener, task, clock).run(state);
            state = beginSpiking(plan, start, state.best(), state.history());
        }
        state = new PhaseRun(data, plan, settings, checkpoint, listener, task, clock).run(state);
        EpochReport best = state.history().stream()
                .filter(report -> report.phase() == Phase.SPIKING && report.best())
                .reduce((earlier, later) -> later)
                .orElseThrow();
        return new TrainingResult(state.best(), state.twin(), best, state.history());
    }

    /** Scores some weights of the spiking network on the held-out images. */
    public ValidationScore score(TrainingSet data, TrainingPlan plan, Weights spiking, TaskContext task) {
        try (GradientEngine engine = engines.create(plan.config(), spiking, Optional.empty(), plan.losses())) {
            return new Validation(data.validation(), plan.batch()).score(engine, task);
        }
    }

    private static TrainingState firstState(TrainingPlan plan, Start start) {
        if (plan.twinEpochs() == 0) {
            return beginSpiking(plan, start, start.twin(), List.of());
        }
        Weights fresh = FreshWeights.warmStart(plan.config().twin(), plan.seed(), start.twin());
        return new TrainingState(Phase.TWIN, 0, 0, fresh, Weights.EMPTY, Weights.EMPTY, Weights.EMPTY, List.of());
    }

    private static TrainingState beginSpiking(TrainingPlan plan, Start start, Weights twin, List<EpochReport> history) {
        // Without a spiking network to go on from, what the twin has learned is the best start there is (decision
        // 0010).
        Weights known = start.spiking().names().isEmpty() ? twin : start.spiking();
        Weights fresh = FreshWeights.warmStart(plan.config(), plan.seed(), known);
        return new TrainingState(Phase.SPIKING, 0, 0, fresh, Weights.EMPTY, Weights.EMPTY, twin, history);
    }

    /** One phase, from wherever its state is. */
    private final class PhaseRun {

        private final TrainingSet data;
        private final TrainingPlan plan;
        private final Map<String, String> settings;
        private final CheckpointFile checkpoint;
        private final TrainingListener listener;
        private final TaskContext task;
        private final Clock clock;

        PhaseRun(
                TrainingSet data,
                TrainingPlan plan,
                Map<String, String> settings,
                CheckpointFile checkpoint,
                TrainingListener listener,
                TaskContext task,
                Clock clock) {
            this.data = data;
            this.plan = plan;
            this.settings = settings;
            this.checkpoint = checkpoint;
            this.listener = listener;
            this.task = task;
            this.clock = clock;
        }

        TrainingState run(TrainingState begun) throws IOException {
            TrainingState state = begun;
            boolean twinPhase = state.phase() == Phase.TWIN;
            NetworkConfig config = twinPhase ? plan.config().twin() : plan.config();
            int epochs = twinPhase ? plan.twinEpochs() : plan.epochs();
            Optional<GradientEngine.Teacher> teacher = twinPhase
                            || state.twin().names().isEmpty()
                    ? Optional.empty()
                    : Optional.of(new GradientEngine.Teacher(plan.config().twin(), state.twin()));
            long seed = plan.seed() * 2 + (twinPhase ? 1 : 0);
            try (GradientEngine engine = engines.create(config, state.current(), teacher, plan.losses());
                    BatchLoader loader = new BatchLoader(data.training(), plan.batch(), plan.augmentation(), seed)) {
                Adam adam = optimiser(config, state);
                Schedule schedule = new Schedule(
                        plan.learningRate(), TrainingPlan.WARM_UP_STEPS, (long) epochs * loader.batchesPerEpoch());
                Validation validation = new Validation(data.validation(), plan.batch());
                for (int epoch = state.epochsDone() + 1; epoch <= epochs; epoch++) {
                    state = epoch(state, epoch, epochs, engine, loader, adam, schedule, validation);
                    checkpoint.write(state, settings);
                    listener.epochDone(state.history().get(state.history().size() - 1));
                }
            }
            return state;
        }

        private Adam optimiser(NetworkConfig config, TrainingState state) {
            Map<String, float[]> learned = new LinkedHashMap<>();
            Set<String> kernels = NetworkCost.declare(config).parameters().stream()
                    .filter(spec -> spec.role() == ParameterSpec.Role.KERNEL)
                    .map(ParameterSpec::name)
                    .collect(Collectors.toSet());
            for (ParameterSpec spec : NetworkCost.declare(config).parameters()) {
                if (spec.role().learned()) {
                    learned.put(spec.name(), state.current().require(spec).values());
                }
            }
            Adam adam = new Adam(learned, kernels, plan.weightDecay());
            if (state.epochsDone() > 0) {
                adam.restore(state.optimiser(), state.optimiserSteps());
            }
            return adam;
        }

        private TrainingState epoch(
                TrainingState state,
                int epoch,
                int epochs,
                GradientEngine engine,
                BatchLoader loader,
                Adam adam,
                Schedule schedule,
                Validation validation) {
            long begun = System.nanoTime();
            LossTerms sum = LossTerms.ZERO;
            loader.begin(epoch);
            int steps = loader.batchesPerEpoch();
            for (int step = 1; step <= steps; step++) {
                task.checkCancelled();
                LossTerms losses = engine.step(loader.next());
                Map<String, float[]> gradients = engine.gradients();
                double norm = Gradients.clip(gradients, TrainingPlan.GRADIENT_NORM);
                if (!Double.isFinite(losses.total()) || !Double.isFinite(norm)) {
                    throw new TrainingFailedException("The loss is no longer a number in epoch " + epoch + " of the "
                            + state.phase().label()
                            + ". The checkpoint of the epoch before is kept; try a smaller learning rate.");
                }
                engine.assign(adam.step(gradients, schedule.rate(adam.steps() + 1)));
                sum = sum.plus(losses);
                clock.stepDone();
                listener.stepDone(
                        state.phase(), epoch, step, steps, losses, clock.secondsLeft(state.phase(), epoch, step));
            }
            ValidationScore score = validation.score(engine, task);
            Weights now = engine.weights();
            boolean best = state.history().stream()
                    .filter(report -> report.phase() == state.phase())
                    .allMatch(report -> report.validation().meanIou() < score.meanIou());
            List<EpochReport> history = new ArrayList<>(state.history());
            history.add(new EpochReport(
                    state.phase(),
                    epoch,
                    epochs,
                    sum.dividedBy(steps),
                    score,
                    (System.nanoTime() - begun) / 1e9,
                    best));
            return new TrainingState(
                    state.phase(),
                    epoch,
                    adam.steps(),
                    now,
                    adam.state(),
                    best ? now : state.best(),
                    state.twin(),
                    List.copyOf(history));
        }
    }

    /** Estimates the time that is left from the speed of the steps so far. */
    private static final class Clock {

        private final TrainingPlan plan;
        private final int stepsPerEpoch;
        private final long begun = System.nanoTime();
        private long steps;

        Clock(TrainingPlan plan, TrainingSet data) {
            this.plan = plan;
            this.stepsPerEpoch = Math.max(1, data.training().size() / plan.batch());
        }

        void stepDone() {
            steps++;
        }

        double secondsLeft(Phase phase, int epoch, int step) {
            int epochsAfter = phase == Phase.TWIN ? plan.twinEpochs() - epoch + plan.epochs() : plan.epochs() - epoch;
            long stepsLeft = (long) epochsAfter * stepsPerEpoch + stepsPerEpoch - step;
            return (System.nanoTime() - begun) / 1e9 / steps * stepsLeft;
        }
    }
}
