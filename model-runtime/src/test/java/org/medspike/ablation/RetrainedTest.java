package org.medspike.ablation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medspike.bundle.ModelCard;
import org.medspike.bundle.PreprocessingSpec;
import org.medspike.bundle.Provenance;
import org.medspike.bundle.WeightsFile;
import org.medspike.dataset.DataFolder;
import org.medspike.dataset.DataFolderException;
import org.medspike.dataset.DiscFolder;
import org.medspike.dataset.Grouping;
import org.medspike.dataset.SplitRule;
import org.medspike.inference.onnx.OnnxEngine;
import org.medspike.network.NetworkConfig;
import org.medspike.task.TaskCancelledException;
import org.medspike.task.TaskContext;
import org.medspike.training.Augmentation;
import org.medspike.training.EpochReport;
import org.medspike.training.LearningEngine;
import org.medspike.training.Leg;
import org.medspike.training.LossOptions;
import org.medspike.training.LossTerms;
import org.medspike.training.OptimiserOptions;
import org.medspike.training.Phase;
import org.medspike.training.Schedule;
import org.medspike.training.Trainer;
import org.medspike.training.TrainingControl;
import org.medspike.training.TrainingListener;
import org.medspike.training.TrainingPlan;
import org.medspike.training.TrainingSet;
import org.medspike.training.djl.DjlGradientEngine;

/** Rows that are trained anew: each is its own network, the twin is shared, and a killed run goes on. */
class RetrainedTest {

    private static final NetworkConfig TINY =
            NetworkConfig.DEFAULT.withChannels(List.of(4, 4, 8, 8)).withTimeSteps(1);

    @TempDir
    Path folder;

    private TrainingSet data;

    @BeforeEach
    void drawDiscs() throws IOException {
        data = TrainingSet.load(
                DataFolder.open(DiscFolder.write(folder.resolve("data"), 10, 40, 32)),
                new SplitRule(41, 0.2, 1, 1, Grouping.AUTO, false),
                new PreprocessingSpec(PreprocessingSpec.Kind.SQUASH, 32, 32),
                TaskContext.UNWATCHED);
    }

    private static TrainingPlan plan(int epochs) {
        return new TrainingPlan(
                TINY,
                List.of(new Leg(32, 1, 4, 1)),
                List.of(new Leg(32, 1, 4, epochs)),
                41,
                OptimiserOptions.DEFAULT,
                Schedule.DEFAULT,
                Augmentation.NONE,
                LossOptions.DEFAULT,
                false,
                LearningEngine.DJL);
    }

    private static ModelCard card() {
        return new ModelCard(
                ModelCard.FORMAT_VERSION,
                "tiny",
                "tiny",
                "unspecified",
                "disc",
                "",
                "",
                "",
                "",
                "2026-01-01",
                TINY,
                true,
                new PreprocessingSpec(PreprocessingSpec.Kind.SQUASH, 32, 32),
                0.5f,
                0,
                0,
                List.of(),
                new Provenance("test", "discs", 8, 2, Map.of(), List.of()),
                new WeightsFile("", 0, ""));
    }

    private List<Row> run(int epochs, Set<String> keys, Counter counter) throws IOException {
        return run(epochs, keys, counter, TrainingControl.NONE);
    }

    private List<Row> run(int epochs, Set<String> keys, Counter counter, TrainingControl control) throws IOException {
        TrainingPlan plan = plan(epochs);
        List<Variant> variants = Variant.all(plan.network(), plan.losses()).stream()
                .filter(variant -> keys.contains(variant.key()))
                .toList();
        return new Retrained(
                        new Trainer(DjlGradientEngine::new),
                        data,
                        plan,
                        card(),
                        new OnnxEngine(),
                        1,
                        folder.resolve("out"))
                .run(variants, row -> {}, counter, control);
    }

    @Test
    void rows_areTrainedEachInItsOwnVariant_theTwinOnce() throws IOException {
        Counter counter = new Counter(99);

        List<Row> rows = run(1, Set.of("ours", "wo-sa", "wo-kl", "qk", "t2"), counter);

        assertThat(rows).extracting(Row::key).containsExactly("ours", "wo-sa", "wo-kl", "t2", "qk");
        assertThat(rows).allSatisfy(row -> {
            assertThat(row.score().orElseThrow().n()).isEqualTo(2);
            assertThat(row.score().orElseThrow().meanIou()).isBetween(0.0, 1.0);
            assertThat(row.how()).startsWith("trained anew");
        });
        assertThat(counter.epochs.stream().filter(report -> report.phase() == Phase.TWIN))
                .hasSize(1);
        assertThat(counter.epochs.stream().filter(report -> report.phase() == Phase.SPIKING))
                .extracting(EpochReport::timeSteps)
                .containsExactly(1, 1, 1, 2, 1);
        assertThat(rows.get(3).macs()).isGreaterThan(rows.get(0).macs());
        assertThat(rows.get(4).parameters()).isLessThan(rows.get(0).parameters());
    }

    @Test
    void killedAnywhere_theSameCallGoesOn() throws IOException {
        Set<String> keys = Set.of("ours", "wo-aa");
        List<Row> whole = run(2, keys, new Counter(99));
        folder = folder.resolve("again");
        List<Row> resumed = new ArrayList<>();
        for (int i = 0; resumed.isEmpty(); i++) {
            try {
                resumed.addAll(run(2, keys, new Counter(1)));
            } catch (TaskCancelledException e) {
                assertThat(i).isLessThan(10);
            }
        }

        assertThat(resumed)
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("seconds")
                .containsExactlyElementsOf(whole);
    }

    /** Stopped after the training of a row, before it is scored and written down. */
    @Test
    void stoppedWhileScoring_theSameCallGoesOn() throws IOException {
        Set<String> keys = Set.of("ours", "wo-aa");
        Counter counter = new Counter(99);
        TaskContext stopAfterTraining = new TaskContext() {
            @Override
            public void progress(double fraction, String doing) {}

            @Override
            public boolean isCancelled() {
                return counter.epochs.size() >= 2;
            }
        };
        assertThatThrownBy(() -> run(1, keys, counter, TrainingControl.watching(stopAfterTraining)))
                .isInstanceOf(TaskCancelledException.class);

        assertThat(run(1, keys, new Counter(99))).hasSize(2);
    }

    @Test
    void otherImages_areRefused() throws IOException {
        run(1, Set.of("ours"), new Counter(99));
        data = TrainingSet.load(
                DataFolder.open(DiscFolder.write(folder.resolve("others"), 12, 40, 32)),
                new SplitRule(41, 0.2, 1, 1, Grouping.AUTO, false),
                new PreprocessingSpec(PreprocessingSpec.Kind.SQUASH, 32, 32),
                TaskContext.UNWATCHED);

        assertThatThrownBy(() -> run(1, Set.of("ours", "wo-aa"), new Counter(99)))
                .isInstanceOf(DataFolderException.class)
                .hasMessageContaining("other images");
    }

    @Test
    void folderOfOtherSettings_isRefused() throws IOException {
        run(1, Set.of("ours"), new Counter(99));

        assertThatThrownBy(() -> run(2, Set.of("ours"), new Counter(99)))
                .isInstanceOf(DataFolderException.class)
                .hasMessageContaining("other settings");
    }

    /** Remembers the epochs; throws after some, as a kill would. */
    private static final class Counter implements TrainingListener {

        private final List<EpochReport> epochs = new ArrayList<>();
        private final int most;

        Counter(int most) {
            this.most = most;
        }

        @Override
        public void started(int trainingImages, int validationImages) {}

        @Override
        public void stepDone(Phase phase, int epoch, int step, int steps, LossTerms losses, double secondsLeft) {}

        @Override
        public void epochDone(EpochReport report) {
            epochs.add(report);
            if (epochs.size() >= most) {
                throw new TaskCancelledException();
            }
        }
    }
}
