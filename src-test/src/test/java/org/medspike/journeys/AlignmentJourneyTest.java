package org.medspike.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medspike.export.MaskPng;
import org.medspike.mask.Mask;
import org.medspike.phantom.PhantomFolder;

/** {@code alignment} as a script would call it. */
class AlignmentJourneyTest {

    private static final int SIDE = 160;

    @TempDir
    Path folder;

    private Program program;
    private Path data;
    private Path out;

    @BeforeEach
    void drawPhantoms() throws IOException {
        program = new Program(folder.resolve("home"));
        data = PhantomFolder.write(folder.resolve("data"), 3, SIDE, 5);
        out = folder.resolve("out");
    }

    @Test
    void alignment_tellsEveryMapOfEveryStage_andSingleImagesAgreeWithTheirOwnReports() throws IOException {
        MaskPng.write(data.resolve("masks/phantom_0003.png"), Mask.empty(SIDE, SIDE));

        Program.Run run = program.run("alignment", "--data", data, "--model", "endoscopy", "--json", "--out", out);

        assertThat(run.status()).as(run.err()).isZero();
        JsonNode report = new JsonMapper().readTree(run.out());
        assertThat(report.get("images").asInt()).isEqualTo(3);
        assertThat(report.get("withoutObject").asInt()).isEqualTo(1);
        assertThat(report.get("pointingGameByChance").get("mean").asDouble()).isBetween(0.0, 0.5);
        assertThat(report.get("maps")).hasSize(4 * 6);
        double[] cosine = cosinesOfSingleImages();
        for (JsonNode map : report.get("maps")) {
            assertThat(map.get("pointingGame").get("n").asInt()).isEqualTo(2);
            assertThat(map.get("pointingGame").get("mean").asDouble()).isBetween(0.0, 1.0);
            assertThat(map.has("againstSa")).isEqualTo(!map.get("map").asText().equals("sa"));
            if (map.get("map").asText().equals("sdsa")) {
                assertThat(map.get("againstSa").get("cosine").get("n").asInt()).isEqualTo(3);
                assertThat(map.get("againstSa").get("cosine").get("mean").asDouble())
                        .isEqualTo(cosine[map.get("stage").asInt() - 1], Offset.offset(1e-6));
            }
        }
        List<String> images = Files.readAllLines(out.resolve("alignment_images.csv"));
        assertThat(images).hasSize(1 + 3 * 4 * 6);
        assertThat(Files.readAllLines(out.resolve("alignment_summary.csv"))).hasSize(1 + 4 * (5 * 6 + 2) + 1);
    }

    /** What {@code attention} says of each image, averaged here. */
    private double[] cosinesOfSingleImages() throws IOException {
        double[] mean = new double[4];
        for (int i = 1; i <= 3; i++) {
            Path maps = folder.resolve("maps" + i);
            program.run("attention", data.resolve("images/phantom_000" + i + ".png"), "--out", maps);
            JsonNode stages = new JsonMapper()
                    .readTree(maps.resolve("attention.json").toFile())
                    .get("stages");
            for (int stage = 0; stage < 4; stage++) {
                mean[stage] += stages.get(stage).get("cosine").asDouble() / 3;
            }
        }
        return mean;
    }

    @Test
    void brokenMask_isNamed_theOthersAreDone_andTheTableSaysWhatItMeans() throws IOException {
        Files.writeString(data.resolve("masks/phantom_0002.png"), "no mask");

        Program.Run run = program.run("alignment", "--data", data);

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("phantom_0002: ").doesNotContain("Exception");
        assertThat(run.out())
                .contains("n = 2 images")
                .contains("pointing game")
                .contains("KL, nats")
                .contains("can be negative");
    }

    @Test
    void wrongUse_isStatus2_andAFolderWithoutPairsStatus1() throws IOException {
        assertThat(program.run("alignment").status()).isEqualTo(2);
        assertThat(program.run("alignment", "--data", data, "--images", -1).status())
                .isEqualTo(2);
        Program.Run empty = program.run("alignment", "--data", Files.createDirectories(folder.resolve("empty")));
        assertThat(empty.status()).isEqualTo(1);
        assertThat(empty.err()).contains("no folder 'images'");
    }
}
