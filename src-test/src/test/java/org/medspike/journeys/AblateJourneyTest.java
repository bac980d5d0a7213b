package org.medspike.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medspike.journeys.Program.Run;
import org.medspike.phantom.PhantomFolder;

/** {@code ablate} over phantoms: parts switched off, and rows trained anew. */
class AblateJourneyTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    Path folder;

    private Path data;
    private Path out;

    @BeforeEach
    void drawPhantoms() throws IOException {
        data = folder.resolve("data");
        out = folder.resolve("out");
        PhantomFolder.write(data, 6, 64, 3);
    }

    private Run ablate(Object... more) {
        Object[] arguments = new Object[5 + more.length];
        System.arraycopy(new Object[] {"ablate", "--data", data, "--model", "endoscopy"}, 0, arguments, 0, 5);
        System.arraycopy(more, 0, arguments, 5, more.length);
        return new Program(folder.resolve("home")).run(arguments);
    }

    @Test
    void switchedOff_hasARowForEachPart_andSaysWhatNeedsTraining() throws IOException {
        Run run = ablate("--out", out, "--json");

        assertThat(run.status()).as(run.err()).isZero();
        JsonNode result = JSON.readTree(run.out());
        assertThat(result.path("rows")).hasSize(15);
        for (JsonNode row : result.path("rows")) {
            boolean scored = !row.path("score").isNull();
            assertThat(scored).isEqualTo(!row.path("how").asText().equals("needs training"));
            if (scored) {
                assertThat(row.path("score").path("n").asInt()).isEqualTo(6);
            }
        }
        assertThat(Files.readString(out.resolve("ablation.md"))).contains("| w/o A-I |");
        assertThat(Files.readString(out.resolve("ablation.tex"))).contains("\\toprule");
        assertThat(Files.readAllLines(out.resolve("ablation.csv"))).hasSize(16);
    }

    @Test
    void train_trainsTheRowsThatWereAskedFor() throws IOException {
        Run run = ablate(
                "--train",
                "--out",
                out,
                "--rows",
                "wo-sdsa,ssa",
                "--channels",
                "4,4,8,8",
                "--size",
                "32",
                "--batch",
                "2",
                "--epochs",
                "1",
                "--sa-epochs",
                "1",
                "--held-out",
                "0.34");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out()).contains("| Ours |", "| w/o SDSA |", "| SSA for SDSA |", "trained anew");
        assertThat(out.resolve("rows/ssa/curves.csv")).isNotEmptyFile();
        assertThat(out.resolve("rows/ssa/checkpoint.safetensors")).doesNotExist();
    }

    @Test
    void wrongUsage_isTold() {
        assertThat(ablate("--train").status()).isEqualTo(2);
        Run run = ablate("--rows", "wo-brain");
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("wo-sdsa", "wo-brain");
    }
}
