package org.medspike.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medspike.bundle.PreprocessingSpec;
import org.medspike.dataset.DataFolder;
import org.medspike.dataset.DataFolderException;
import org.medspike.dataset.DiscFolder;
import org.medspike.dataset.Grouping;
import org.medspike.dataset.SplitRule;
import org.medspike.network.NetworkConfig;
import org.medspike.task.TaskCancelledException;
import org.medspike.task.TaskContext;
import org.medspike.tensor.Weights;
import org.medspike.training.djl.DjlGradientEngine;

class TrainerTest {

    private static final TrainingListener SILENT = new Silent();

    @TempDir
    Path folder;

    private TrainingPlan plan;
    private TrainingSet data;

    @BeforeEach
    void drawDiscs() throws IOException {
        plan = plan(2, 3);
        data = TrainingSet.load(
                DataFolder.open(DiscFolder.write(folder.resolve("data"), 14, 40, 32)),
                new SplitRule(41, 0.15, 1, 1, Grouping.AUTO, false),
                new PreprocessingSpec(PreprocessingSpec.Kind.SQUASH, 32, 32),
                TaskContext.UNWATCHED);
    }

    private static TrainingPlan plan(int twinEpochs, int epochs) {
        NetworkConfig config =
                NetworkConfig.DEFAULT.withChannels(List.of(4, 4, 8, 8)).withTimeSteps(2);
        return new TrainingPlan(
                config,
                twinEpochs == 0 ? List.of() : List.of(new Leg(32, 1, 4, twinEpochs)),
                List.of(new Leg(32, 2, 4, epochs)),
                41,
                new OptimiserOptions(0.01, 0.01, 1, 0, Set.of()),
                Schedule.DEFAULT,
                Augmentation.DEFAULT,
                LossOptions.DEFAULT,
                false,
                LearningEngine.DJL);
    }

    private TrainingResult train(TrainingFolder checkpoint, boolean resume, TrainingListener listener)
            throws IOException {
        return new Trainer(DjlGradientEngine::new)
                .train(data, plan, Trainer.Start.FRESH, checkpoint, resume, listener, TrainingControl.NONE);
    }

    private TrainingFolder checkpoint(String name) {
        return new TrainingFolder(folder.resolve(name));
    }

    @Test
    void train_runsTheTwinFirst_thenTheSpikingNetworkWithAlignment() throws IOException {
        TrainingResult result = train(checkpoint("a"), false, SILENT);

        assertThat(result.history())
                .extracting(EpochReport::phase)
                .containsExactly(Phase.TWIN, Phase.TWIN, Phase.SPIKING, Phase.SPIKING, Phase.SPIKING);
        assertThat(result.history().subList(0, 2)).allSatisfy(report -> {
            assertThat(report.losses().kl()).isZero();
            assertThat(report.losses().l2()).isZero();
        });
        assertThat(result.history().subList(2, 5)).allSatisfy(report -> {
            assertThat(report.losses().kl()).isNotZero();
            assertThat(report.losses().l2()).isPositive();
        });
        assertThat(result.history().get(4).losses().total())
                .isLessThan(result.history().get(2).losses().total());
    }

    /** The process is killed right after an epoch's checkpoint, once in each phase. */
    @Test
    void resumed_givesTheSameCurveAndWeights() throws IOException {
        TrainingResult whole = train(checkpoint("whole"), false, SILENT);

        TrainingFolder interrupted = checkpoint("interrupted");
        for (int epochs : new int[] {1, 2}) {
            boolean resume = interrupted.canResume();
            assertThatThrownBy(() -> train(interrupted, resume, new Killer(epochs)))
                    .isInstanceOf(TaskCancelledException.class);
        }
        TrainingResult resumed = train(interrupted, true, SILENT);

        assertThat(resumed.history())
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("seconds", "dataSeconds")
                .containsExactlyElementsOf(whole.history());
        assertThat(resumed.spiking()).isEqualTo(whole.spiking());
        assertThat(resumed.twin()).isEqualTo(whole.twin());
    }

    @Test
    void resume_withOtherSettings_isRefusedByName() throws IOException {
        TrainingFolder checkpoint = checkpoint("c");
        assertThatThrownBy(() -> train(checkpoint, false, new Killer(1))).isInstanceOf(TaskCancelledException.class);
        plan = plan(2, 7);

        assertThatThrownBy(() -> train(checkpoint, true, SILENT))
                .isInstanceOf(DataFolderException.class)
                .hasMessageContaining("legs");
    }

    @Test
    void interrupted_leavesCheckpointSplitAndCurves() throws IOException {
        assertThatThrownBy(() -> train(checkpoint("c"), false, new Killer(2)))
                .isInstanceOf(TaskCancelledException.class);

        try (Stream<Path> files = Files.list(folder.resolve("c"))) {
            assertThat(files.map(f -> f.getFileName().toString()))
                    .containsExactlyInAnyOrder("checkpoint.safetensors", "split.json", "curves.csv", "curves.png");
        }
        assertThat(Files.readAllLines(folder.resolve("c/curves.csv"))).hasSize(3);
    }

    @Test
    void cancelled_stopsBeforeTheNextStep() {
        TaskContext cancelled = new TaskContext() {
            @Override
            public void progress(double fraction, String doing) {}

            @Override
            public boolean isCancelled() {
                return true;
            }
        };

        assertThatThrownBy(() -> new Trainer(DjlGradientEngine::new)
                        .train(
                                data,
                                plan,
                                Trainer.Start.FRESH,
                                checkpoint("c"),
                                false,
                                SILENT,
                                TrainingControl.watching(cancelled)))
                .isInstanceOf(TaskCancelledException.class);
        assertThat(folder.resolve("c")).doesNotExist();
    }

    @Test
    void lossThatIsNoNumber_endsTheTrainingWithAnAdvice() {
        GradientEngine.Factory broken = setup -> new BrokenEngine(setup.initial());

        assertThatThrownBy(() -> new Trainer(broken)
                        .train(data, plan, Trainer.Start.FRESH, checkpoint("c"), false, SILENT, TrainingControl.NONE))
                .isInstanceOf(TrainingFailedException.class)
                .hasMessageContaining("smaller learning rate");
    }

    private static class Silent implements TrainingListener {
        @Override
        public void started(int trainingImages, int validationImages) {}

        @Override
        public void stepDone(Phase phase, int epoch, int step, int steps, LossTerms losses, double secondsLeft) {}

        @Override
        public void epochDone(EpochReport report) {}
    }

    /** Ends the training after some epochs. */
    private static final class Killer extends Silent {

        private int left;

        Killer(int epochs) {
            left = epochs;
        }

        @Override
        public void epochDone(EpochReport report) {
            left--;
            if (left == 0) {
                throw new TaskCancelledException();
            }
        }
    }

    private static final class BrokenEngine implements GradientEngine {

        private final Weights weights;

        BrokenEngine(Weights weights) {
            this.weights = weights;
        }

        @Override
        public LossTerms step(Batch batch) {
            return new LossTerms(Double.NaN, 0, 0, 0, 0, 0);
        }

        @Override
        public Map<String, float[]> gradients() {
            return Map.of();
        }

        @Override
        public void assign(Map<String, float[]> values) {}

        @Override
        public Weights weights() {
            return weights;
        }

        @Override
        public List<float[]> predict(Batch batch) {
            return List.of();
        }

        @Override
        public void close() {}
    }
}
