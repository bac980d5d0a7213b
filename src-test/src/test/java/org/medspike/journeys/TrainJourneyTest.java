package org.medspike.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medspike.journeys.Program.Run;
import org.medspike.phantom.PhantomFolder;

/** {@code train}, from a folder of phantoms to a model that segments; killed, resumed, finished early. */
class TrainJourneyTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final List<String> SMALL =
            List.of("--size", "32", "--channels", "4,4,8,8", "--time-steps", "1", "--batch", "4", "--sa-epochs", "1");

    @TempDir
    Path folder;

    private Path data;
    private Path home;

    @BeforeEach
    void drawPhantoms() throws IOException {
        data = folder.resolve("data");
        home = folder.resolve("home");
        PhantomFolder.write(data, 12, 64, 3);
    }

    private Run train(String name, String... more) {
        return new Program(home).run(arguments(name, more).toArray());
    }

    private List<String> arguments(String name, String... more) {
        List<String> arguments = new ArrayList<>(List.of("train", "--data", data.toString(), "--name", name));
        arguments.addAll(SMALL);
        arguments.addAll(List.of(more));
        return arguments;
    }

    private Process start(String name, String... more) throws IOException {
        List<String> command = new ArrayList<>(List.of(System.getProperty("medspike.launcher")));
        command.addAll(arguments(name, more));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("MEDSPIKE_HOME", home.toString());
        builder.environment().put("DJL_CACHE_DIR", System.getProperty("user.home") + "/.djl.ai");
        return builder.start();
    }

    /** Reads lines of progress until one tells of a finished epoch of the spiking network. */
    private static void awaitSpikingEpoch(BufferedReader progress) throws IOException {
        for (String line = progress.readLine(); line != null; line = progress.readLine()) {
            JsonNode event = JSON.readTree(line);
            if (event.path("event").asText().equals("epoch")
                    && event.path("report").path("phase").asText().equals("SPIKING")) {
                return;
            }
        }
        throw new AssertionError("the training ended before an epoch of the spiking network was finished");
    }

    @Test
    void train_leavesAModelWithSplitAndCurves_thatCanBeEvaluatedOnItsHeldOutImages() throws IOException {
        Run run = train("mine", "--epochs", "2");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out()).contains("Validation: mIoU", "mean of per-image values, n = 2");
        Path model = home.resolve("models/mine");
        assertThat(Files.readAllLines(model.resolve("curves.csv"))).hasSize(4);
        assertThat(model.resolve("curves.png")).isNotEmptyFile();
        assertThat(JSON.readTree(model.resolve("split.json").toFile()).path("validation"))
                .hasSize(2);
        assertThat(home.resolve("training/mine")).doesNotExist();

        Run evaluated =
                new Program(home).run("evaluate", "--data", data, "--model", "mine", "--part", "validation", "--json");
        assertThat(evaluated.status()).as(evaluated.err()).isZero();
        assertThat(JSON.readTree(evaluated.out()).toString()).contains("\"n\":2");
    }

    /** The process is killed outright; the resumed one gives the curve of one that was never killed. */
    @Test
    void killed_thenResumed_givesTheSameCurve() throws Exception {
        Process process = start("killed", "--epochs", "4", "--json");
        try (BufferedReader progress = process.inputReader(StandardCharsets.UTF_8)) {
            awaitSpikingEpoch(progress);
        } finally {
            process.destroyForcibly().waitFor();
        }
        assertThat(home.resolve("models/killed")).doesNotExist();

        Run resumed = train("killed", "--epochs", "4", "--resume");
        Run whole = train("whole", "--epochs", "4");

        assertThat(resumed.status()).as(resumed.err()).isZero();
        assertThat(whole.status()).as(whole.err()).isZero();
        assertThat(withoutTimes("killed")).isEqualTo(withoutTimes("whole"));
    }

    private List<String> withoutTimes(String name) throws IOException {
        try (Stream<String> lines =
                Files.lines(home.resolve("models").resolve(name).resolve("curves.csv"))) {
            return lines.map(line -> line.replaceAll(",[^,]*,[^,]*,(true|false)$", ",$1"))
                    .toList();
        }
    }

    @Test
    void finish_keepsTheBestEpochSoFar() throws Exception {
        Process process = start("early", "--epochs", "5000", "--json");
        String last = "";
        try (BufferedReader progress = process.inputReader(StandardCharsets.UTF_8);
                PrintWriter orders = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true)) {
            awaitSpikingEpoch(progress);
            orders.println("finish");
            for (String line = progress.readLine(); line != null; line = progress.readLine()) {
                last = line;
            }
        } finally {
            process.destroyForcibly().waitFor();
        }

        assertThat(JSON.readTree(last).path("event").asText()).isEqualTo("done");
        assertThat(home.resolve("models/early/model.json")).isNotEmptyFile();
    }

    @Test
    void keepBest_makesAModelOfAnInterruptedTraining() throws Exception {
        Process process = start("kept", "--epochs", "5000", "--json");
        try (BufferedReader progress = process.inputReader(StandardCharsets.UTF_8)) {
            awaitSpikingEpoch(progress);
        } finally {
            process.destroyForcibly().waitFor();
        }

        Run run = train("kept", "--epochs", "5000", "--keep-best");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(home.resolve("models/kept/model.json")).isNotEmptyFile();
    }

    @Test
    void faultsOfTheFolder_areAllToldBeforeAnythingStarts() throws IOException {
        Files.delete(data.resolve("masks/phantom_0002.png"));
        Files.delete(data.resolve("images/phantom_0005.png"));

        Run run = train("none", "--epochs", "1");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("2 faults", "phantom_0002", "phantom_0005");
        assertThat(run.out()).isEmpty();
        assertThat(home.resolve("training")).doesNotExist();
    }

    @Test
    void optionsThatMakeNoSense_areWrongUsage() {
        for (List<String> wrong : List.of(
                List.of("--legs", "ten"),
                List.of("--legs", "5x33"),
                List.of("--augment", "dance"),
                List.of("--freeze", "stage1"),
                List.of("--fold", "3", "--folds", "2"),
                List.of("--group", "("),
                List.of("--schedule", "sometimes"),
                List.of("--bce", "0", "--dice", "0"),
                List.of("--epochs", "0"),
                List.of("--ema", "1"))) {
            Run run = train("none", wrong.toArray(String[]::new));
            assertThat(run.status()).as("%s: %s", wrong, run.err()).isEqualTo(2);
            assertThat(run.err()).as("%s", wrong).isNotBlank();
        }
    }

    @Test
    void legsFreezingAndSchedules_workTogetherFromABase() {
        assertThat(train("base", "--epochs", "1").status()).isZero();

        Run run = new Program(home)
                .run(
                        "train",
                        "--data",
                        data,
                        "--name",
                        "tuned",
                        "--base",
                        "base",
                        "--legs",
                        "1x32:t1:b4,1x64:t2:b2",
                        "--freeze",
                        "stage1",
                        "--schedule",
                        "plateau",
                        "--patience",
                        "1",
                        "--ema",
                        "0.9",
                        "--align-stages",
                        "3,4",
                        "--recompute");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out()).contains("64 px, T = 2");
        Run card = new Program(home).run("models", "show", "tuned");
        assertThat(card.out()).contains("1 epoch");
    }

    @Test
    void calibrate_choosesOnHeldOutImages_andWritesItIntoTheCard() throws IOException {
        assertThat(train("mine", "--epochs", "1", "--tiles", "2").status()).isZero();
        Program program = new Program(home);

        Run run = program.run(
                "calibrate", "--data", data, "--model", "mine", "--part", "validation", "--flips", "yes", "--half");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("'mine' is cut at 0.")
                .contains("with mirror images")
                .contains("n = 2");
        assertThat(program.run("models", "show", "mine").out())
                .contains("overlapping tiles at the image's own scale; mean over the image and its three mirror images")
                .contains("mIoU ")
                .contains("pooled over all pixels");
        assertThat(program.run("models", "verify", "mine").status()).isZero();
        assertThat(program.run("segment", data.resolve("images"), "--out", folder.resolve("out"), "--model", "mine")
                        .status())
                .isZero();
    }

    @Test
    void calibrate_aBuiltInModel_isRefused() {
        Run run = new Program(home).run("calibrate", "--data", data, "--model", "endoscopy");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("You have no model 'endoscopy' of your own");
    }
}
