package org.medspike.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medspike.bundle.PreprocessingSpec;
import org.medspike.dataset.DataFolder;
import org.medspike.dataset.DiscFolder;
import org.medspike.dataset.Grouping;
import org.medspike.dataset.SplitRule;
import org.medspike.network.NetworkConfig;
import org.medspike.task.TaskContext;
import org.medspike.training.djl.DjlGradientEngine;

/** A tiny network learns to find bright discs. */
class LearningTest {

    @TempDir
    Path folder;

    @Test
    void discs_areLearned_andTheLossFalls() throws IOException {
        TrainingPlan plan = new TrainingPlan(
                NetworkConfig.DEFAULT.withChannels(List.of(8, 8, 16, 16)).withTimeSteps(2),
                List.of(new Leg(32, 1, 4, 6)),
                List.of(new Leg(32, 1, 4, 6), new Leg(32, 2, 4, 6)),
                41,
                new OptimiserOptions(0.01, 0.01, 1, 0, Set.of()),
                new Schedule(Schedule.Kind.COSINE, 5, 9, 0.1, 0),
                Augmentation.of(Set.of(Augmentation.Kind.FLIPS)),
                LossOptions.DEFAULT,
                false,
                LearningEngine.DJL);
        DataFolder discs = DataFolder.open(DiscFolder.write(folder.resolve("data"), 30, 40, 32));
        TrainingSet data = TrainingSet.load(
                discs,
                new SplitRule(41, 0.2, 1, 1, Grouping.AUTO, false),
                new PreprocessingSpec(PreprocessingSpec.Kind.SQUASH, 32, 32),
                TaskContext.UNWATCHED);

        TrainingResult result = new Trainer(DjlGradientEngine::new)
                .train(
                        data,
                        plan,
                        Trainer.Start.FRESH,
                        new TrainingFolder(folder.resolve("training")),
                        false,
                        new TrainingListener() {
                            @Override
                            public void started(int trainingImages, int validationImages) {}

                            @Override
                            public void stepDone(
                                    Phase phase, int epoch, int step, int steps, LossTerms losses, double left) {}

                            @Override
                            public void epochDone(EpochReport report) {}
                        },
                        TrainingControl.NONE);

        List<EpochReport> history = result.history();
        EpochReport first = history.get(0);
        EpochReport lastOfTwin = history.get(5);
        EpochReport last = history.get(history.size() - 1);
        assertThat(lastOfTwin.losses().total()).isLessThan(first.losses().total() / 2);
        assertThat(last.losses().total()).isLessThan(history.get(6).losses().total());
        assertThat(result.best().validation().meanIou()).isGreaterThan(0.8);
    }
}
