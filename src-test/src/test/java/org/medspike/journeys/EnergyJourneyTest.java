package org.medspike.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medspike.phantom.PhantomFolder;

/** {@code energy} as a script would call it. */
class EnergyJourneyTest {

    @TempDir
    Path folder;

    private Program program;
    private Path data;
    private Path out;

    @BeforeEach
    void drawPhantoms() throws IOException {
        program = new Program(folder.resolve("home"));
        data = PhantomFolder.write(folder.resolve("data"), 3, 120, 5);
        out = folder.resolve("out");
    }

    @Test
    void energy_tellsRatesOperationsAndEnergy_thatFollowFromEachOther() throws IOException {
        Program.Run run =
                program.run("energy", "--data", data, "--model", "endoscopy", "--images", 2, "--json", "--out", out);

        assertThat(run.status()).as(run.err()).isZero();
        JsonNode report = new JsonMapper().readTree(run.out());
        assertThat(report.get("images").asInt()).isEqualTo(2);
        double operations = 0;
        long dense = 0;
        long spikeDriven = 0;
        for (JsonNode layer : report.get("layers")) {
            operations += layer.get("spikeOperations").get("mean").asDouble();
            dense += layer.get("denseMacs").asLong();
            spikeDriven += layer.get("spikeDrivenMacs").asLong();
            if (layer.get("neurons").asLong() > 0) {
                assertThat(layer.get("ratesByStep"))
                        .hasSize(report.get("timeSteps").asInt());
                assertThat(layer.get("rate").get("mean").asDouble()).isBetween(0.0, 0.6);
            }
        }
        JsonNode total = report.get("total");
        assertThat(total.get("denseMacs").asLong()).isEqualTo(dense);
        assertThat(total.get("spikeDrivenMacs").asLong()).isEqualTo(spikeDriven);
        assertThat(total.get("spikeOperations").get("mean").asDouble()).isEqualTo(operations, Offset.offset(1.0));
        assertThat(total.get("energyMj").get("mean").asDouble())
                .isEqualTo((dense * 4.6 + operations * 0.9) * 1e-9, Offset.offset(1e-9));
        assertThat(report.get("saTwin").get("energyMj").asDouble())
                .isEqualTo(report.get("saTwin").get("denseMacs").asLong() * 4.6e-9, Offset.offset(1e-9));
        assertThat(Files.readAllLines(out.resolve("firing_rates.csv"))).hasSizeGreaterThan(40);
        assertThat(Files.readString(out.resolve("energy.csv"))).contains("\ntotal," + dense + "," + spikeDriven + ",");
    }

    @Test
    void macs_areThoseOfTheCard() throws IOException {
        Program.Run run = program.run("energy", "--data", data, "--model", "endoscopy", "--images", 1, "--json");
        JsonNode total = new JsonMapper().readTree(run.out()).get("total");
        JsonNode card = new JsonMapper()
                .readTree(Path.of(System.getProperty("medspike.assets"), "models/endoscopy/model.json")
                        .toFile());

        assertThat(total.get("denseMacs").asLong()
                        + total.get("spikeDrivenMacs").asLong())
                .isEqualTo(card.get("macs").asLong());
    }

    /** Weights do not depend on the number of steps, so the built-in ones also run for three. */
    @Test
    void modelOfThreeSteps_hasARateForEach() throws IOException {
        Path builtIn = Path.of(System.getProperty("medspike.assets"), "models", "endoscopy");
        Path own = Files.createDirectories(folder.resolve("home/models/three"));
        Files.copy(builtIn.resolve("weights.safetensors"), own.resolve("weights.safetensors"));
        ObjectNode card = (ObjectNode)
                new JsonMapper().readTree(builtIn.resolve("model.json").toFile());
        card.put("id", "three");
        card.withObject("/network").put("timeSteps", 3);
        Files.writeString(own.resolve("model.json"), card.toString());

        Program.Run run = program.run("energy", "--data", data, "--model", "three", "--images", 1, "--out", out);

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out()).contains("T = 3", "rate t1", "rate t2", "rate t3");
        assertThat(Files.readAllLines(out.resolve("firing_rates.csv")))
                .filteredOn(line -> line.startsWith("stage1.embedding.neuron,"))
                .hasSize(3);
    }

    @Test
    void folderThatCannotBeWritten_losesNoNumbers() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "in the way");

        Program.Run run = program.run("energy", "--data", data, "--images", 1, "--out", file.resolve("out"));

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("could not be written to").doesNotContain("Exception");
        assertThat(run.out()).contains("SA twin");
    }

    @Test
    void brokenImage_isNamed_theOthersAreDone_andTheTableHasUnits() throws IOException {
        Files.writeString(data.resolve("images/phantom_0002.png"), "no image");

        Program.Run run = program.run("energy", "--data", data);

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("phantom_0002: ").doesNotContain("Exception");
        assertThat(run.out())
                .contains("n = 2 images")
                .contains("spikes per neuron and step")
                .containsPattern("firing rate 0\\.\\d{4} \\(SD 0\\.\\d{4}\\) of \\d+ neurons")
                .containsPattern("0\\.\\d{4} \\(SD 0\\.\\d{4}\\) GSOP; \\d\\.\\d{4} \\(SD 0\\.\\d{4}\\) mJ")
                .contains("SA twin");
    }

    @Test
    void wrongUse_isStatus2_andNothingToMeasureStatus1() throws IOException {
        assertThat(program.run("energy").status()).isEqualTo(2);
        assertThat(program.run("energy", "--data", data, "--images", 0).status())
                .isEqualTo(2);
        Program.Run nowhere = program.run("energy", "--data", folder.resolve("nowhere"));
        assertThat(nowhere.status()).isEqualTo(1);
        assertThat(nowhere.err()).contains("nowhere does not exist");
        for (int i = 1; i <= 3; i++) {
            Files.writeString(data.resolve("images/phantom_000" + i + ".png"), "no image");
        }
        Program.Run broken = program.run("energy", "--data", data, "--out", out);
        assertThat(broken.status()).isEqualTo(1);
        assertThat(broken.err()).contains("None of the 3 images");
        assertThat(out).doesNotExist();
    }
}
