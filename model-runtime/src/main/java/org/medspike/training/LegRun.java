package org.medspike.training;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.medspike.network.NetworkConfig;
import org.medspike.network.NetworkCost;
import org.medspike.tensor.ParameterSpec;
import org.medspike.tensor.Weights;

/** Takes a training through one leg after another, from wherever its state is; a checkpoint follows each epoch. */
final class LegRun {

    private final GradientEngine.Factory engines;
    private final TrainingSet data;
    private final TrainingPlan plan;
    private final TrainingFolder folder;
    private final TrainingListener listener;
    private final TrainingControl control;
    private final RemainingTime remaining;

    LegRun(
            GradientEngine.Factory engines,
            TrainingSet data,
            TrainingPlan plan,
            TrainingFolder folder,
            TrainingListener listener,
            TrainingControl control,
            RemainingTime remaining) {
        this.engines = engines;
        this.data = data;
        this.plan = plan;
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
        SampleStore samples = data.samples(leg.size());
        long seed = plan.seed() * 2 + (state.phase() == Phase.TWIN ? 1 : 0);
        try (GradientEngine engine = engines.create(setup(state, leg));
                BatchLoader loader =
                        new BatchLoader(data.training(), samples, leg.batch(), plan.augmentation(), seed)) {
            Learner learner = new Learner(state, leg, engine);
            Validation validation = new Validation(data.validation(), samples, leg.batch());
            while (!isOver(state, leg)) {
                Optional<TrainingState> after = new Epoch(state, leg, learner, loader, validation).run();
                if (after.isEmpty()) {
                    return state;
                }
                state = after.get();
                folder.write(state, data.settings(plan), data.split().toFile());
                listener.epochDone(state.history().get(state.history().size() - 1));
            }
        }
        return state;
    }

    private boolean isOver(TrainingState state, Leg leg) {
        return state.epochsDone() >= leg.epochs() || plan.schedule().isOver(scores(state));
    }

    private static List<Double> scores(TrainingState state) {
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
                frozen(state.phase()));
    }

    /** Only the spiking network goes on from something that is worth keeping. */
    private Predicate<String> frozen(Phase phase) {
        return phase == Phase.SPIKING ? plan.optimiser()::isFrozen : part -> false;
    }

    /** What moves the weights: engine, optimiser and average, kept in step with each other. */
    private final class Learner {

        private final GradientEngine engine;
        private final Adam adam;
        private final WeightAverage average;
        private final boolean averages = plan.optimiser().averageDecay() > 0;
        private Map<String, float[]> values;

        Learner(TrainingState state, Leg leg, GradientEngine engine) {
            this.engine = engine;
            NetworkConfig network = plan.network(state.phase(), leg);
            Predicate<String> frozen = frozen(state.phase());
            Map<String, float[]> learned = new LinkedHashMap<>();
            List<ParameterSpec> parameters = NetworkCost.declare(network).parameters();
            for (ParameterSpec spec : parameters) {
                if (spec.role().learned() && !frozen.test(spec.name())) {
                    learned.put(spec.name(), state.current().require(spec).values());
                }
            }
            Set<String> kernels = parameters.stream()
                    .filter(spec -> spec.role() == ParameterSpec.Role.KERNEL)
                    .map(ParameterSpec::name)
                    .collect(Collectors.toSet());
            values = learned;
            adam = new Adam(learned, kernels, plan.optimiser().weightDecay());
            average = new WeightAverage(plan.optimiser().averageDecay(), averages ? learned : Map.of());
            if (state.optimiserSteps() > 0) {
                adam.restore(state.optimiser(), state.optimiserSteps());
                average.restore(state.average());
            }
        }

        LossTerms step(Batch batch, double learningRate) {
            LossTerms losses = engine.step(batch);
            Map<String, float[]> gradients = engine.gradients();
            double norm = Gradients.clip(gradients, plan.optimiser().gradientNorm());
            if (!Double.isFinite(losses.total()) || !Double.isFinite(norm)) {
                throw new TrainingFailedException(
                        "The loss is no longer a number. The checkpoint of the epoch before is"
                                + " kept; try a smaller learning rate.");
            }
            values = adam.step(gradients, learningRate);
            engine.assign(values);
            if (averages) {
                average.add(values, adam.steps());
            }
            return losses;
        }

        /** Puts the weights that are validated and kept in place. */
        void showAverage() {
            if (averages) {
                engine.assign(average.values());
            }
        }

        /** Puts the weights that are learned in place again. */
        void showLearned() {
            if (averages) {
                engine.assign(values);
            }
        }
    }

    /** One pass over the images that are learned from, then validation. */
    private final class Epoch {

        private final TrainingState before;
        private final Leg leg;
        private final Learner learner;
        private final BatchLoader loader;
        private final Validation validation;
        private final int number;
        private final long begun = System.nanoTime();

        Epoch(TrainingState before, Leg leg, Learner learner, BatchLoader loader, Validation validation) {
            this.before = before;
            this.leg = leg;
            this.learner = learner;
            this.loader = loader;
            this.validation = validation;
            number = plannedBefore(Leg::epochs) + before.epochsDone() + 1;
        }

        /** The state after it; empty if the training was to finish in its midst. */
        Optional<TrainingState> run() throws IOException {
            loader.begin(number);
            int steps = loader.batchesPerEpoch();
            LossTerms sum = LossTerms.ZERO;
            double rate = 0;
            for (int step = 1; step <= steps; step++) {
                control.checkCancelled();
                if (control.isFinishAsked()) {
                    return Optional.empty();
                }
                long stepBegun = System.nanoTime();
                rate = learningRate(step);
                LossTerms losses = learner.step(loader.next(), rate);
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
            long earlier = plannedBefore(other -> other.epochs() * Math.max(1, images / other.batch()));
            long total = plan.legs(before.phase()).stream()
                    .mapToLong(other -> (long) other.epochs() * Math.max(1, images / other.batch()))
                    .sum();
            long step = earlier + (long) before.epochsDone() * perEpoch + stepOfEpoch;
            return plan.optimiser().learningRate() * plan.schedule().factorAt(step, total, scores(before));
        }

        /** The sum of something over the legs of the phase before this one. */
        private int plannedBefore(java.util.function.ToIntFunction<Leg> what) {
            return plan.legs(before.phase()).subList(0, before.leg() - 1).stream()
                    .mapToInt(what)
                    .sum();
        }

        private TrainingState validated(LossTerms losses, double rate) throws IOException {
            learner.showAverage();
            ValidationScore score = validation.score(learner.engine, control);
            boolean best = scores(before).stream().allMatch(earlier -> earlier < score.meanIou());
            Weights kept = best ? learner.engine.weights() : before.best();
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
                    learner.adam.steps(),
                    learner.engine.weights(),
                    learner.average.state(),
                    learner.adam.state(),
                    kept,
                    before.twin(),
                    List.copyOf(history));
        }
    }
}
