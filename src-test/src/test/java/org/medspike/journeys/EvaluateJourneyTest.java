package org.medspike.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medspike.phantom.PhantomFolder;

/** {@code evaluate} as a researcher's script would call it, with good and bad data. */
class EvaluateJourneyTest {

    @TempDir
    Path folder;

    private Program program;
    private Path data;
    private Path out;

    @BeforeEach
    void drawPhantoms() throws IOException {
        program = new Program(folder.resolve("home"));
        data = PhantomFolder.write(folder.resolve("data"), 4, 160, 9);
        out = folder.resolve("out");
    }

    private List<String> written() throws IOException {
        try (Stream<Path> walk = Files.walk(out)) {
            return walk.filter(Files::isRegularFile)
                    .map(file -> out.relativize(file).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void table_isPrinted_andNothingIsWritten() throws IOException {
        Program.Run run = program.run("evaluate", "--data", data, "--model", "endoscopy");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("Model 'endoscopy' (SHA-256 ")
                .contains("4 images scored, 0 not.")
                .contains("Strict: ")
                .contains("mIoU")
                .contains("HD95 [px]")
                .contains("mean of per-image values")
                .contains("pooled over all pixels")
                .contains("trained on 680 images");
        assertThat(run.err()).contains("Scoring 'endoscopy' on 4 images.");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactly("data");
        }
    }

    @Test
    void json_isOneObject_withBothProtocols() throws IOException {
        Program.Run run = program.run("evaluate", "--data", data, "--model", "endoscopy", "--mode", "both", "--json");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out().lines()).hasSize(1);
        JsonNode json = new JsonMapper().readTree(run.out());
        assertThat(json.get("model").asText()).isEqualTo("endoscopy");
        assertThat(json.get("modelSha256").asText()).hasSize(64);
        assertThat(json.get("protocol").asText()).isEqualTo("strict, paper");
        assertThat(json.get("images").asInt()).isEqualTo(4);
        assertThat(json.get("metrics")).hasSize(22);
        assertThat(json.get("metrics")).allSatisfy(metric -> {
            assertThat(metric.get("value").isNumber()).isTrue();
            assertThat(metric.get("n").asInt()).isEqualTo(4);
            assertThat(metric.get("unit").asText()).isIn("1", "px");
        });
        assertThat(json.has("comparison")).isFalse();
    }

    @Test
    void report_holdsTablesAndThePicturesOfTheWorst_inSubFolders() throws IOException {
        Path images = Files.createDirectories(data.resolve("images/ward 1"));
        Path masks = Files.createDirectories(data.resolve("masks/ward 1"));
        Files.move(data.resolve("images/phantom_0002.png"), images.resolve("a & b.png"));
        Files.move(data.resolve("masks/phantom_0002.png"), masks.resolve("a & b.png"));

        Program.Run run = program.run("evaluate", "--data", data, "--out", out, "--worst", 4);

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(written())
                .containsExactly(
                        "errors/phantom_0001.png",
                        "errors/phantom_0003.png",
                        "errors/phantom_0004.png",
                        "errors/ward 1/a & b.png",
                        "per_image.csv",
                        "report.html",
                        "summary.csv");
        assertThat(Files.readAllLines(out.resolve("per_image.csv"))).hasSize(5);
        assertThat(Files.readString(out.resolve("report.html")))
                .contains("src=\"errors/ward%201/a%20&amp;%20b.png\"")
                .contains("<strong>ward 1/a &amp; b</strong>");
        BufferedImage picture =
                ImageIO.read(out.resolve("errors/phantom_0001.png").toFile());
        assertThat(picture.getWidth()).isGreaterThanOrEqualTo(160);
        assertThat(picture.getHeight()).isGreaterThan(160);
    }

    @Test
    void paperMode_scoresAndDrawsOnTheGrid() throws IOException {
        Program.Run run = program.run("evaluate", "--data", data, "--mode", "paper", "--out", out, "--worst", 1);

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out()).contains("256 x 256 pixels").doesNotContain("Strict");
        assertThat(Files.readAllLines(out.resolve("per_image.csv")).get(1)).contains(",paper,256,256,");
        assertThat(written().stream().filter(file -> file.startsWith("errors/")))
                .hasSize(1);
    }

    @Test
    void sameModelTwice_isToldInSentences_notInNaN() throws IOException {
        Program.Run run = program.run(
                "evaluate", "--data", data, "--model", "endoscopy", "--compare", "endoscopy", "--out", out, "--json");

        assertThat(run.status()).as(run.err()).isZero();
        JsonNode differences =
                new JsonMapper().readTree(run.out()).get("comparison").get("differences");
        assertThat(differences).hasSize(6).allSatisfy(difference -> {
            assertThat(difference.get("meanDifference").asDouble()).isZero();
            assertThat(difference.get("note").asText())
                    .isEqualTo("No test: the difference is the same in all 4 pairs.");
        });
        assertThat(written()).contains("comparison.csv");
        assertThat(Files.readString(out.resolve("comparison.csv")) + Files.readString(out.resolve("report.html")))
                .contains("No test: ")
                .doesNotContain("NaN");
    }

    @Test
    void imageWithoutAnObject_countsWhatIsUndefined() throws IOException {
        ImageIO.write(
                new BufferedImage(160, 160, BufferedImage.TYPE_BYTE_GRAY),
                "png",
                data.resolve("masks/phantom_0003.png").toFile());

        Program.Run run = program.run("evaluate", "--data", data, "--json");

        JsonNode metrics = new JsonMapper().readTree(run.out()).get("metrics");
        assertThat(metrics.get(4).get("name").asText()).isEqualTo("Sen");
        assertThat(metrics.get(4).get("n").asInt()).isEqualTo(3);
        assertThat(metrics.get(4).get("undefined").asInt()).isOne();
    }

    @Test
    void brokenFiles_areTold_theRestIsScored() throws IOException {
        Files.writeString(data.resolve("masks/phantom_0001.png"), "no image");
        ImageIO.write(
                new BufferedImage(33, 44, BufferedImage.TYPE_BYTE_GRAY),
                "png",
                data.resolve("masks/phantom_0002.png").toFile());

        Program.Run run = program.run("evaluate", "--data", data, "--out", out);

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out()).contains("2 images scored, 2 not.");
        assertThat(run.err())
                .contains("phantom_0001: The file ")
                .contains("its mask 33 x 44")
                .doesNotContain("Exception");
        assertThat(run.err().indexOf("phantom_0001: ")).isLessThan(run.err().indexOf("Scoring"));
        assertThat(Files.readString(out.resolve("per_image.csv")))
                .contains("phantom_0001,,")
                .contains(",failed,");
        assertThat(Files.readString(out.resolve("report.html"))).contains("Images that could not be scored");
    }

    @Test
    void nothingThatCanBeScored_isTold_withoutNumbers() throws IOException {
        for (int i = 1; i <= 4; i++) {
            Files.write(data.resolve("images/phantom_000" + i + ".png"), new byte[0]);
        }

        Program.Run run = program.run("evaluate", "--data", data, "--compare", "endoscopy", "--out", out);

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out()).contains("0 images scored, 4 not.").doesNotContain("NaN");
        assertThat(written()).contains("report.html");
    }

    @Test
    void folderThatIsNone_unknownModel_areSentences() throws IOException {
        Path empty = Files.createDirectories(folder.resolve("empty"));

        assertThat(program.run("evaluate", "--data", empty).err()).contains("has no folder 'images'");
        assertThat(program.run("evaluate", "--data", folder.resolve("nowhere")).err())
                .contains("does not exist");
        Program.Run unknown = program.run("evaluate", "--data", data, "--compare", "nosuch", "--out", out);
        assertThat(unknown.status()).isEqualTo(1);
        assertThat(unknown.err()).contains("There is no model 'nosuch'").doesNotContain("Scoring");
        assertThat(out).doesNotExist();
    }

    @Test
    void outputThatCannotBeWritten_isToldBeforeTheWork() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "in the way");

        Program.Run run = program.run("evaluate", "--data", data, "--out", file.resolve("out"));

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err())
                .contains("could not be written")
                .doesNotContain("Scoring")
                .doesNotContain("Exception");
    }

    @Test
    void wrongUsage_isStatus2() {
        assertThat(program.run("evaluate").status()).isEqualTo(2);
        assertThat(program.run("evaluate", "--data", data, "--mode", "kind").status())
                .isEqualTo(2);
        assertThat(program.run("evaluate", "--data", data, "--worst", "-1").status())
                .isEqualTo(2);
        assertThat(program.run("evaluate", "--data", data, "--nonsense").status())
                .isEqualTo(2);
    }
}
