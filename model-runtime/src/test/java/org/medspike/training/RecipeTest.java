package org.medspike.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medspike.bundle.PreprocessingSpec;
import org.medspike.dataset.DataFolder;
import org.medspike.dataset.DiscFolder;
import org.medspike.dataset.Grouping;
import org.medspike.dataset.SplitRule;
import org.medspike.network.FreshWeights;
import org.medspike.network.NetworkConfig;
import org.medspike.task.TaskCancelledException;
import org.medspike.task.TaskContext;
import org.medspike.tensor.FloatTensor;
import org.medspike.tensor.Weights;
import org.medspike.training.djl.DjlGradientEngine;

/** The ways of training that a user can choose: each does what it says, and each can be resumed. */
class RecipeTest {

    private static final NetworkConfig TINY =
            NetworkConfig.DEFAULT.withChannels(List.of(4, 4, 8, 8)).withTimeSteps(2);
    private static final OptimiserOptions PLAIN = new OptimiserOptions(0.01, 0.01, 1, 0, Set.of());

    @TempDir
    Path folder;

    private DataFolder discs;

    @BeforeEach
    void drawDiscs() throws IOException {
        discs = DataFolder.open(DiscFolder.write(folder.resolve("data"), 10, 40, 32));
    }

    private static TrainingPlan plan(List<Leg> legs, OptimiserOptions optimiser, Schedule schedule) {
        return new TrainingPlan(
                TINY.withTimeSteps(legs.get(legs.size() - 1).timeSteps()),
                List.of(),
                legs,
                41,
                optimiser,
                schedule,
                Augmentation.DEFAULT,
                LossOptions.DEFAULT,
                false,
                LearningEngine.DJL);
    }

    private TrainingResult train(TrainingPlan plan, Trainer.Start start, String name, boolean resume, Recorder listener)
            throws IOException {
        TrainingFolder training = new TrainingFolder(folder.resolve(name));
        PreprocessingSpec first = plan.input(plan.firstLeg());
        TrainingSet data = resume
                ? TrainingSet.load(discs, training.readSplit(), first, TaskContext.UNWATCHED)
                : TrainingSet.load(
                        discs, new SplitRule(41, 0.2, 1, 1, Grouping.AUTO, false), first, TaskContext.UNWATCHED);
        return new Trainer(DjlGradientEngine::new).train(data, plan, start, training, resume, listener, listener);
    }

    /** Interrupted after every epoch, and gone on with from the disk each time. */
    private void assertThatResumingChangesNothing(TrainingPlan plan) throws IOException {
        TrainingResult whole = train(plan, Trainer.Start.FRESH, "whole", false, new Recorder(99, 99));
        TrainingResult resumed = null;
        for (int run = 0; resumed == null; run++) {
            try {
                resumed = train(plan, Trainer.Start.FRESH, "parts", run > 0, new Recorder(1, 99));
            } catch (TaskCancelledException e) {
                assertThat(run).isLessThan(20);
            }
        }
        assertThat(resumed.history())
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("seconds", "dataSeconds")
                .containsExactlyElementsOf(whole.history());
        assertThat(resumed.spiking()).isEqualTo(whole.spiking());
    }

    @Test
    void tiles_areDrawnSoManyTimesAnEpoch_andResume() throws IOException {
        TrainingPlan whole = plan(List.of(new Leg(32, 1, 4, 2)), PLAIN, Schedule.DEFAULT);
        TrainingPlan tiled = new TrainingPlan(
                whole.network(),
                whole.twinLegs(),
                whole.legs(),
                whole.seed(),
                whole.optimiser(),
                whole.schedule(),
                whole.augmentation(),
                whole.losses(),
                false,
                LearningEngine.DJL,
                Framing.tiles(3));
        Recorder listener = new Recorder(99, 99);

        train(tiled, Trainer.Start.FRESH, "counted", false, listener);

        // Eight images to learn from, three squares each, four a step, two epochs.
        assertThat(listener.steps).isEqualTo(2 * 8 * 3 / 4);
        assertThat(tiled.input(tiled.finalLeg())).isEqualTo(new PreprocessingSpec(PreprocessingSpec.Kind.TILE, 32, 32));
        assertThatResumingChangesNothing(tiled);
    }

    @Test
    void legs_goFromSmallAndFastToLargeAndSlow_andResume() throws IOException {
        TrainingPlan plan = plan(
                List.of(new Leg(32, 1, 4, 2), new Leg(32, 2, 4, 1), new Leg(64, 2, 2, 1)), PLAIN, Schedule.DEFAULT);

        assertThatResumingChangesNothing(plan);

        TrainingResult result = train(plan, Trainer.Start.FRESH, "again", false, new Recorder(99, 99));
        assertThat(result.history()).extracting(EpochReport::size).containsExactly(32, 32, 32, 64);
        assertThat(result.history()).extracting(EpochReport::timeSteps).containsExactly(1, 1, 2, 2);
        assertThat(result.leg()).isEqualTo(plan.finalLeg());
        assertThat(result.best().epoch()).isEqualTo(4);
    }

    @Test
    void everythingTogether_resumes() throws IOException {
        assertThatResumingChangesNothing(new TrainingPlan(
                TINY,
                List.of(new Leg(32, 1, 4, 2)),
                List.of(new Leg(32, 1, 4, 4), new Leg(64, 2, 2, 2)),
                41,
                new OptimiserOptions(0.01, 0.01, 1, 0.9, Set.of("stage1")),
                new Schedule(Schedule.Kind.PLATEAU, 3, 1, 0.5, 2),
                Augmentation.DEFAULT,
                new LossOptions(1, 1, 1, 0, 0.1, Set.of(3, 4)),
                true,
                LearningEngine.DJL));
    }

    @Test
    void finishedEarlyInALaterLeg_keepsTheBestOfAll() throws IOException {
        TrainingPlan plan = new TrainingPlan(
                TINY.withTimeSteps(1),
                List.of(),
                List.of(new Leg(32, 1, 4, 6), new Leg(64, 1, 4, 9)),
                41,
                PLAIN,
                Schedule.DEFAULT,
                Augmentation.NONE,
                LossOptions.DEFAULT,
                false,
                LearningEngine.DJL);

        TrainingResult result = train(plan, Trainer.Start.FRESH, "late", false, new Recorder(99, 7));

        double highest = result.history().stream()
                .mapToDouble(report -> report.validation().meanIou())
                .max()
                .orElseThrow();
        assertThat(result.history()).hasSize(7);
        assertThat(result.whole()).isFalse();
        assertThat(result.best().validation().meanIou()).isEqualTo(highest);
        assertThat(result.leg()).isEqualTo(plan.legs().get(result.best().leg() - 1));
    }

    @Test
    void averageAndPlateau_resume() throws IOException {
        assertThatResumingChangesNothing(plan(
                List.of(new Leg(32, 1, 4, 4)),
                new OptimiserOptions(0.01, 0, 0, 0.9, Set.of()),
                new Schedule(Schedule.Kind.PLATEAU, 3, 1, 0.5, 0)));
    }

    @Test
    void average_isWhatIsKept() throws IOException {
        Schedule constant = new Schedule(Schedule.Kind.CONSTANT, 0, 1, 0.5, 0);
        TrainingPlan plan =
                plan(List.of(new Leg(32, 1, 4, 1)), new OptimiserOptions(0.01, 0.01, 1, 0.999, Set.of()), constant);
        List<float[]> steps = new ArrayList<>();
        GradientEngine.Factory recording = setup -> new RecordingEngine(new DjlGradientEngine(setup), steps);
        TrainingSet data = TrainingSet.load(
                discs,
                new SplitRule(41, 0.2, 1, 1, Grouping.AUTO, false),
                new PreprocessingSpec(PreprocessingSpec.Kind.SQUASH, 32, 32),
                TaskContext.UNWATCHED);
        Recorder listener = new Recorder(9, 9);

        TrainingResult result = new Trainer(recording)
                .train(
                        data,
                        plan,
                        Trainer.Start.FRESH,
                        new TrainingFolder(folder.resolve("average")),
                        false,
                        listener,
                        listener);

        // Two steps: the average keeps (1 + n) / (10 + n) of itself, 2/11 and then 3/12, and takes the rest of the
        // weights.
        float[] fresh = FreshWeights.of(plan.finalNetwork(), plan.seed())
                .tensors()
                .get(RecordingEngine.WATCHED)
                .values();
        float[] kept = result.spiking().tensors().get(RecordingEngine.WATCHED).values();
        for (int i = 0; i < fresh.length; i++) {
            double first = 2.0 / 11 * fresh[i] + 9.0 / 11 * steps.get(0)[i];
            assertThat((double) kept[i]).isCloseTo(3.0 / 12 * first + 9.0 / 12 * steps.get(1)[i], Offset.offset(1e-6));
        }
    }

    @Test
    void average_isTheRecurrence_byHand() {
        WeightAverage average = new WeightAverage(0.2, Map.of("w", new float[] {1}));

        average.add(Map.of("w", new float[] {2}), 1);
        assertThat(average.values().get("w")[0]).isEqualTo(2f / 11 * 1 + 9f / 11 * 2);
        average.add(Map.of("w", new float[] {4}), 100);
        assertThat(average.values().get("w")[0]).isEqualTo(0.2f * (20f / 11) + 0.8f * 4);
    }

    @Test
    void frozenParts_stayAsTheyWere_statisticsToo() throws IOException {
        Weights base = FreshWeights.of(TINY.withTimeSteps(1), 3);
        TrainingPlan plan = plan(
                List.of(new Leg(32, 1, 4, 2)),
                new OptimiserOptions(0.01, 0.01, 1, 0, Set.of("stage1", "stage2.embedding")),
                Schedule.DEFAULT);

        TrainingResult result =
                train(plan, new Trainer.Start(base, Weights.EMPTY, "base"), "frozen", false, new Recorder(99, 99));

        for (Map.Entry<String, FloatTensor> entry : result.spiking().tensors().entrySet()) {
            String name = entry.getKey();
            FloatTensor before = base.tensors().get(name);
            if (name.startsWith("stage1.") || name.startsWith("stage2.embedding.")) {
                assertThat(entry.getValue()).as(name).isEqualTo(before);
            } else if (name.startsWith("fusion1.") && name.endsWith("weight")) {
                assertThat(entry.getValue()).as(name).isNotEqualTo(before);
            }
        }
    }

    @Test
    void finishedEarly_keepsTheBestEpochSoFar() throws IOException {
        TrainingPlan plan = plan(List.of(new Leg(32, 1, 4, 9)), PLAIN, Schedule.DEFAULT);

        TrainingResult result = train(plan, Trainer.Start.FRESH, "early", false, new Recorder(99, 2));

        assertThat(result.history()).hasSize(2);
        assertThat(result.best().validation().meanIou())
                .isEqualTo(result.history().stream()
                        .mapToDouble(report -> report.validation().meanIou())
                        .max()
                        .orElseThrow());
    }

    @Test
    void finishedBeforeAnythingIsDone_saysSo() {
        TrainingPlan plan = plan(List.of(new Leg(32, 1, 4, 9)), PLAIN, Schedule.DEFAULT);

        assertThatThrownBy(() -> train(plan, Trainer.Start.FRESH, "early", false, new Recorder(99, 0)))
                .isInstanceOf(TrainingFailedException.class)
                .hasMessageContaining("nothing to keep yet");
    }

    @Test
    void earlyStopping_endsALeg() throws IOException {
        TrainingPlan plan = plan(
                List.of(new Leg(32, 1, 4, 30)),
                new OptimiserOptions(1e-9, 0, 1, 0, Set.of()),
                new Schedule(Schedule.Kind.CONSTANT, 0, 1, 0.5, 2));

        TrainingResult result = train(plan, Trainer.Start.FRESH, "stopped", false, new Recorder(99, 99));

        assertThat(result.history()).hasSizeLessThan(30);
        List<EpochReport> last = result.history()
                .subList(result.history().size() - 2, result.history().size());
        assertThat(last).noneMatch(EpochReport::best);
    }

    /** Writes down the values of one parameter after each step. */
    private record RecordingEngine(GradientEngine inner, List<float[]> steps) implements GradientEngine {

        static final String WATCHED = "head.convolution.weight";

        @Override
        public LossTerms step(Batch batch) {
            return inner.step(batch);
        }

        @Override
        public Map<String, float[]> gradients() {
            return inner.gradients();
        }

        @Override
        public void assign(Map<String, float[]> values) {
            steps.add(values.get(WATCHED).clone());
            inner.assign(values);
        }

        @Override
        public Weights weights() {
            return inner.weights();
        }

        @Override
        public List<float[]> predict(Batch batch) {
            return inner.predict(batch);
        }

        @Override
        public void close() {
            inner.close();
        }
    }

    /** Remembers the epochs; cancels after some, asks to finish after some. */
    private static final class Recorder implements TrainingListener, TrainingControl {

        private final List<EpochReport> epochs = new ArrayList<>();
        private final int cancelAfter;
        private final int finishAfter;
        private int steps;

        Recorder(int cancelAfter, int finishAfter) {
            this.cancelAfter = cancelAfter;
            this.finishAfter = finishAfter;
        }

        @Override
        public void started(int trainingImages, int validationImages) {}

        @Override
        public void stepDone(Phase phase, int epoch, int step, int ofSteps, LossTerms losses, double secondsLeft) {
            assertThat(secondsLeft).isFinite().isNotNegative();
            steps++;
        }

        @Override
        public void epochDone(EpochReport report) {
            epochs.add(report);
        }

        @Override
        public void progress(double fraction, String doing) {}

        @Override
        public boolean isCancelled() {
            return epochs.size() >= cancelAfter;
        }

        @Override
        public boolean isFinishAsked() {
            return epochs.size() >= finishAfter;
        }
    }
}
