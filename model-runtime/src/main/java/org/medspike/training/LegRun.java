package org.medspike.training;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import org.medspike.tensor.Weights;

/** Takes a training through one leg after another, from wherever its state is; a checkpoint follows each epoch. */
final class LegRun {

    private final GradientEngine.Factory engines;
    private final TrainingSet data;
    private final TrainingPlan plan;
    private final Map<String, String> settings;
    private final TrainingFolder folder;
    private final TrainingListener listener;
    private final TrainingControl control;
    private final RemainingTime remaining;

    LegRun(
            GradientEngine.Factory engines,
            TrainingSet data,
            TrainingPlan plan,
            Map<String, String> settings,
            TrainingFolder folder,
            TrainingListener listener,
            TrainingControl control,
            RemainingTime remaining) {
        this.engines = engines;
        this.data = data;
        this.plan = plan;
        this.settings = settings;
        this.folder = folder;
        this.listener = listener;
        this.control = control;
        this.remaining = remaining;
    }

    /** Runs the rest of the leg that a state is in; an early finish leaves the state after the last whole epoch. */
    TrainingState finish(TrainingState begun) throws IOException {
        Leg leg = plan.legs(begun.phase()).get(begun.leg() - 1);
        TrainingState state = begun;
        if (isOver(state, leg)) {
            return state;
        }
        SampleStore samples = data.samples(plan.input(leg));
        long seed = plan.seed() * 2 + (state.phase() == Phase.TWIN ? 1 : 0);
        try (GradientEngine engine = engines.create(setup(state, leg));
                BatchLoader loader = new BatchLoader(
                        data.training(), plan.framing().crops(), samples, leg.batch(), plan.augmentation(), seed)) {
            TrainingStep step = TrainingStep.continuing(
                    engine, plan.network(state.phase(), leg), state, plan.optimiser(), frozen(state.phase()));
            Validation validation = new Validation(
                    data.validation(), samples, leg.batch(), plan.network().sizeMultiple());
            while (!isOver(state, leg)) {
                Optional<TrainingState> after = new Epoch(state, leg, engine, step, loader, validation).run();
                if (after.isEmpty()) {
                    return state;
                }
                state = after.get();
                folder.write(state, settings, data.split().toFile());
                listener.epochDone(state.history().get(state.history().size() - 1));
            }
        }
        return state;
    }

    private boolean isOver(TrainingState state, Leg leg) {
        return state.epochsDone() >= leg.epochs() || plan.schedule().isOver(scores(state));
    }

    static List<Double> scores(TrainingState state) {
        return state.legHistory().stream()
                .map(report -> report.validation().meanIou())
                .toList();
    }

    private GradientEngine.Setup setup(TrainingState state, Leg leg) {
        boolean aligned = state.phase() == Phase.SPIKING
                && !state.twin().names().isEmpty()
                && plan.losses().aligns();
        return new GradientEngine.Setup(
                plan.network(state.phase(), leg),
                state.current(),
                aligned
                        ? Optional.of(new GradientEngine.Teacher(plan.network().twin(), state.twin()))
                        : Optional.empty(),
                plan.losses(),
                frozen(state.phase()),
                plan.recompute());
    }

    /** Only the spiking network goes on from something that is worth keeping. */
    private Predicate<String> frozen(Phase phase) {
        return phase == Phase.SPIKING ? plan.optimiser()::isFrozen : part -> false;
    }

    /** One pass over the images that are learned from, then validation. */
    private final class Epoch {

        private final TrainingState before;
        private final Leg leg;
        private final GradientEngine engine;
        private final TrainingStep learner;
        private final BatchLoader loader;
        private final Validation validation;
        private final int number;
        private final long begun = System.nanoTime();

        Epoch(
                TrainingState before,
                Leg leg,
                GradientEngine engine,
                TrainingStep learner,
                BatchLoader loader,
                Validation validation) {
            this.before = before;
            this.leg = leg;
            this.engine = engine;
            this.learner = learner;
            this.loader = loader;
            this.validation = validation;
            number = plannedBefore(Leg::epochs) + before.epochsDone() + 1;
        }

        /** The state after it; empty if the training was to finish in its midst. */
        Optional<TrainingState> run() throws IOException {
            loader.begin(number);
            int steps = loader.batchesPerEpoch();
            LossTerms sum = LossTerms.NONE;
            double rate = 0;
            for (int step = 1; step <= steps; step++) {
                control.checkCancelled();
                if (control.isFinishAsked()) {
                    return Optional.empty();
                }
                long stepBegun = System.nanoTime();
                rate = learningRate(step);
                LossTerms losses = learner.run(loader.next(), rate);
                sum = sum.plus(losses);
                remaining.stepDone(before.phase(), leg, (System.nanoTime() - stepBegun) / 1e9);
                listener.stepDone(
                        before.phase(),
                        number,
                        step,
                        steps,
                        losses,
                        remaining.left(
                                before.phase(), before.leg(), leg.epochs() - before.epochsDone() - 1, steps - step));
            }
            return Optional.of(validated(sum.dividedBy(steps), rate));
        }

        private double learningRate(int stepOfEpoch) {
            int perEpoch = loader.batchesPerEpoch();
            int images = data.training().size();
            long earlier = plannedBefore(other -> other.epochs() * plan.stepsPerEpoch(other, images));
            long total = plan.legs(before.phase()).stream()
                    .mapToLong(other -> (long) other.epochs() * plan.stepsPerEpoch(other, images))
                    .sum();
            long step = earlier + (long) before.epochsDone() * perEpoch + stepOfEpoch;
            return plan.optimiser().learningRate() * plan.schedule().factorAt(step, total, scores(before));
        }

        /** The sum of something over the legs of the phase before this one. */
        private int plannedBefore(ToIntFunction<Leg> what) {
            return plan.legs(before.phase()).subList(0, before.leg() - 1).stream()
                    .mapToInt(what)
                    .sum();
        }

        private TrainingState validated(LossTerms losses, double rate) throws IOException {
            learner.showAverage();
            ValidationScore score = validation.score(engine, control);
            boolean best = scores(before).stream().allMatch(earlier -> earlier < score.meanIou());
            Weights kept = best ? engine.weights() : before.best();
            learner.showLearned();
            List<EpochReport> history = new ArrayList<>(before.history());
            history.add(new EpochReport(
                    before.phase(),
                    before.leg(),
                    number,
                    plan.epochs(before.phase()),
                    leg.size(),
                    before.phase() == Phase.TWIN ? 1 : leg.timeSteps(),
                    rate,
                    losses,
                    score,
                    (System.nanoTime() - begun) / 1e9,
                    loader.secondsWaited(),
                    best));
            return new TrainingState(
                    before.phase(),
                    before.leg(),
                    before.epochsDone() + 1,
                    learner.steps(),
                    engine.weights(),
                    learner.averageState(),
                    learner.optimiserState(),
                    kept,
                    before.earlier(),
                    before.twin(),
                    List.copyOf(history));
        }
    }
}
