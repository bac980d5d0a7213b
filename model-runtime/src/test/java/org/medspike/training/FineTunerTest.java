package org.medspike.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medspike.bundle.Metric;
import org.medspike.bundle.ModelBundle;
import org.medspike.bundle.ModelLibrary;
import org.medspike.dataset.DataFolderException;
import org.medspike.dataset.DiscFolder;
import org.medspike.dataset.Grouping;
import org.medspike.dataset.SplitRule;
import org.medspike.network.NetworkConfig;
import org.medspike.tensor.Safetensors;
import org.medspike.tensor.Safetensors.Precision;
import org.medspike.training.djl.DjlGradientEngine;

class FineTunerTest {

    private static final SplitRule RULE = new SplitRule(41, 0.25, 1, 1, Grouping.AUTO, false);

    @TempDir
    Path folder;

    private ModelLibrary library;
    private FineTuner tuner;

    @BeforeEach
    void drawDiscs() throws IOException {
        DiscFolder.write(folder.resolve("data"), 8, 40, 32);
        library = new ModelLibrary(folder.resolve("program"), folder.resolve("own"));
        tuner = new FineTuner(DjlGradientEngine::new, library, folder.resolve("training"), "test 1");
    }

    private FineTuner.Request request(String id, Optional<ModelBundle> base, int twinEpochs, boolean resume) {
        NetworkConfig config =
                NetworkConfig.DEFAULT.withChannels(List.of(4, 4, 8, 8)).withTimeSteps(1);
        TrainingPlan plan = new TrainingPlan(
                config,
                twinEpochs == 0 ? List.of() : List.of(new Leg(32, 1, 4, twinEpochs)),
                List.of(new Leg(32, 1, 4, 1)),
                41,
                new OptimiserOptions(0.01, 0.01, 1, 0, Set.of()),
                Schedule.DEFAULT,
                Augmentation.NONE,
                LossOptions.DEFAULT,
                false,
                LearningEngine.DJL);
        CardTexts texts =
                base.map(b -> CardTexts.continuing(b.card(), id, "data")).orElseGet(() -> CardTexts.plain(id, "data"));
        return new FineTuner.Request(
                folder.resolve("data"),
                id,
                base,
                plan,
                RULE,
                Optional.empty(),
                texts,
                resume ? FineTuner.Mode.RESUME : FineTuner.Mode.BEGIN);
    }

    private ModelBundle run(FineTuner.Request request) throws IOException {
        return tuner.run(
                request,
                new TrainingListener() {
                    @Override
                    public void started(int trainingImages, int validationImages) {}

                    @Override
                    public void stepDone(
                            Phase phase, int epoch, int step, int steps, LossTerms losses, double secondsLeft) {}

                    @Override
                    public void epochDone(EpochReport report) {}
                },
                TrainingControl.NONE);
    }

    @Test
    void run_putsAModelIntoTheLibrary_withItsScoresAndOrigin() throws IOException {
        run(request("first", Optional.empty(), 1, false));

        ModelBundle model = library.load("first");
        assertThat(model.card().metrics())
                .extracting(Metric::name, Metric::n)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("mIoU", 2), org.assertj.core.groups.Tuple.tuple("DSC", 2));
        assertThat(model.card().twin()).isTrue();
        assertThat(model.card().provenance().trainingImages()).isEqualTo(6);
        assertThat(model.card().provenance().steps()).singleElement().asString().contains("began with nothing");
        assertThat(library.ownFolder("first")).isDirectoryContaining("glob:**/split.json");
        assertThat(library.ownFolder("first")).isDirectoryContaining("glob:**/curves.{csv,png}");
        assertThat(tuner.trainingFolder("first").canResume()).isFalse();
    }

    @Test
    void run_fromABase_keepsItsTwinAsTheTeacher_andTellsTheWholeOrigin() throws IOException {
        ModelBundle base = run(request("first", Optional.empty(), 1, false));

        ModelBundle second = run(request("second", Optional.of(base), 0, false));

        // Each bundle is stored in as few bits as its own spiking network bears, and the twin with it.
        assertThat(Safetensors.rounded(second.twin(), Precision.F16))
                .isEqualTo(Safetensors.rounded(base.twin(), Precision.F16));
        assertThat(second.spiking()).isNotEqualTo(base.spiking());
        assertThat(second.card().provenance().steps()).hasSize(2);
    }

    @Test
    void run_doesNotReplaceAModel() throws IOException {
        run(request("first", Optional.empty(), 0, false));

        assertThatThrownBy(() -> run(request("first", Optional.empty(), 0, false)))
                .isInstanceOf(DataFolderException.class)
                .hasMessageContaining("already");
    }

    @Test
    void resume_withoutACheckpoint_isRefused() {
        assertThatThrownBy(() -> run(request("first", Optional.empty(), 0, true)))
                .isInstanceOf(DataFolderException.class)
                .hasMessageContaining("no interrupted training");
    }
}
