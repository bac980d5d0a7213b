package org.medspike.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medspike.phantom.PhantomFolder;

/** {@code models}, {@code info}, {@code train} and {@code bench} as a script would call them. */
class ModelsJourneyTest {

    private static final Path BUILT_IN =
            Path.of(System.getProperty("medspike.assets")).resolve("models/endoscopy");

    @TempDir
    Path folder;

    private Program program;

    @BeforeEach
    void makeAHome() {
        program = new Program(folder.resolve("home"));
    }

    @Test
    void list_show_verify_tellTheBuiltInModelWithItsScores() {
        assertThat(program.run("models", "list").out())
                .contains("endoscopy")
                .contains("built in")
                .contains("mIoU");
        assertThat(program.run("models", "show", "endoscopy").out())
                .contains("Intended use")
                .contains("mean of per-image values, n = ")
                .contains("SHA-256");
        Program.Run verify = program.run("models", "verify");
        assertThat(verify.status()).isZero();
        assertThat(verify.out()).contains("endoscopy: right");
    }

    @Test
    void exportedOnnx_isAcceptedByOnnxRuntime_withItsMeaning() throws OrtException {
        Path file = folder.resolve("model.onnx");

        Program.Run run = program.run("models", "export", "endoscopy", "--onnx", file, "--attention");

        assertThat(run.status()).as(run.err()).isZero();
        try (OrtSession session = OrtEnvironment.getEnvironment().createSession(file.toString())) {
            assertThat(session.getInputNames()).containsExactly("image");
            assertThat(session.getOutputNames())
                    .contains("mask", "stage1.mask", "stage4.ii")
                    .hasSize(1 + 4 * 5);
            assertThat(session.getMetadata().getCustomMetadata()).containsEntry("medspike.id", "endoscopy");
        }
    }

    @Test
    void exportToAPlaceThatIsNone_isToldWithTheFile() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "in the way");

        Program.Run run = program.run("models", "export", "endoscopy", "--onnx", file.resolve("model.onnx"));

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("could not be written to " + file).doesNotContain("Exception");
    }

    @Test
    void importOfADamagedModel_isRefusedByName_andLeavesNothing() throws IOException {
        Path copy = Files.createDirectories(folder.resolve("copy"));
        Files.copy(BUILT_IN.resolve("model.json"), copy.resolve("model.json"));

        Program.Run withoutWeights = program.run("models", "import", copy);
        assertThat(withoutWeights.status()).isEqualTo(1);
        assertThat(withoutWeights.err()).contains("it has no weights.safetensors");

        byte[] weights = Files.readAllBytes(BUILT_IN.resolve("weights.safetensors"));
        weights[weights.length / 2] ^= 4;
        Files.write(copy.resolve("weights.safetensors"), weights);
        Program.Run damaged = program.run("models", "import", copy);
        assertThat(damaged.status()).isEqualTo(1);
        assertThat(damaged.err()).contains("damaged or were exchanged");
        assertThat(folder.resolve("home/models")).doesNotExist();
    }

    @Test
    void imported_modelIsListedAsYours() throws IOException {
        program.run("models", "import", BUILT_IN);

        assertThat(program.run("models", "list").out().lines().filter(line -> line.startsWith("endoscopy ")))
                .singleElement()
                .asString()
                .contains("yours");
    }

    @Test
    void info_tellsWhatIsStored() throws IOException {
        Path data = PhantomFolder.write(folder.resolve("data"), 1, 64, 3);

        Program.Run run = program.run("info", data, "--json");

        assertThat(run.status()).isZero();
        assertThat(run.out().lines()).hasSize(2);
        JsonNode image = new JsonMapper().readTree(run.out().lines().findFirst().orElseThrow());
        assertThat(image.get("rows").asInt()).isEqualTo(64);
        assertThat(image.get("samplesPerPixel").asInt()).isEqualTo(3);
        assertThat(image.get("storedSha256").asText()).hasSize(64);
        assertThat(image.get("status").asText()).isEqualTo("ok");
    }

    @Test
    void info_ofABrokenFile_isAnObjectToo() throws IOException {
        Path text = Files.writeString(folder.resolve("text.png"), "no image");

        Program.Run run = program.run("info", text, "--json");

        assertThat(run.status()).isEqualTo(1);
        JsonNode object = new JsonMapper().readTree(run.out());
        assertThat(object.get("status").asText()).isEqualTo("unsupported");
        assertThat(object.get("message").asText()).contains("not a PNG");
    }

    @Test
    void train_makesAModelThatSegments_andBadFoldersAreTold() throws IOException {
        Path data = PhantomFolder.write(folder.resolve("data"), 6, 64, 3);

        Program.Run run = program.run(
                "train",
                "--data",
                data,
                "--name",
                "tiny",
                "--epochs",
                1,
                "--sa-epochs",
                1,
                "--size",
                32,
                "--batch",
                2,
                "--channels",
                "4,4,8,8",
                "--time-steps",
                2);

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out()).contains("SA twin, epoch 1 of 1").contains("mean of per-image values, n = 1");
        Program.Run segment =
                program.run("segment", data.resolve("images"), "--model", "tiny", "--out", folder.resolve("out"));
        assertThat(segment.status()).as(segment.err()).isZero();

        Program.Run again = program.run("train", "--data", data, "--name", "tiny");
        assertThat(again.status()).isEqualTo(1);
        assertThat(again.err()).contains("already have a model 'tiny'");
        Program.Run nowhere = program.run("train", "--data", folder.resolve("no"), "--name", "other");
        assertThat(nowhere.status()).isEqualTo(1);
        assertThat(nowhere.err()).contains("does not exist");
        assertThat(program.run("train", "--data", data, "--name", "../evil").status())
                .isEqualTo(2);
        assertThat(program.run("train", "--data", data, "--name", "other", "--size", 33)
                        .status())
                .isEqualTo(2);
    }

    @Test
    void bench_reportsAllEnginesTheRatiosAndOurKernels() throws IOException {
        Program.Run run =
                program.run("bench", "--model", "endoscopy", "--size", 64, "--runs", 2, "--threads", 1, "--json");

        assertThat(run.status()).as(run.err()).isZero();
        JsonNode result = new JsonMapper().readTree(run.out());
        assertThat(result.get("engines"))
                .extracting(engine -> engine.get("name").asText())
                .containsExactly("java", "onnx", "pytorch");
        for (JsonNode engine : result.get("engines")) {
            for (String figure :
                    new String[] {"maskMedianMs", "maskP95Ms", "attentionMedianMs", "loadMs", "firstMaskMs"}) {
                assertThat(engine.get(figure).asDouble()).as(figure).isPositive();
            }
        }
        assertThat(result.get("ratioToPytorch").get("onnx").asDouble()).isPositive();
        assertThat(result.get("ratioToOnnx").get("java").asDouble()).isPositive();
        assertThat(result.get("engines").get(0).get("kernelMs").fieldNames())
                .toIterable()
                .contains("dense", "spikes", "depth-wise", "fire", "attention");
        assertThat(result.get("parameters").asLong()).isLessThanOrEqualTo(2_870_000);
    }
}
