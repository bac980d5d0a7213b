package org.medspike.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medspike.journeys.Program;

/** {@code medspike info --json} over the whole corpus, beside what other people's decoders found. */
class CorpusTest {

    private static final Duration LONGEST = Duration.ofSeconds(10);

    /** The reference decoder garbles this picture (run-length coding of four bits); ours was looked at and is right. */
    private static final String WRONG_REFERENCE = "images/bmp_g_pal4rle.bmp";

    @TempDir
    Path home;

    @BeforeEach
    void requireCorpus() {
        Assumptions.assumeTrue(
                Files.isRegularFile(Manifest.folder().resolve("manifest.csv")),
                () -> "skipped: the test corpus is not at " + Manifest.folder().toAbsolutePath());
    }

    @Test
    void goodFilesAreRight_badOnesRefusedInASentence_noneIsWrongInSilence() throws IOException {
        List<Verdict> verdicts = new ArrayList<>();
        for (Map<String, String> row : Manifest.rows()) {
            verdicts.add(Verdict.of(row, assertTimeoutPreemptively(LONGEST, () -> answer(row), row.get("path"))));
        }

        Map<Verdict.Kind, List<Verdict>> byKind = verdicts.stream()
                .filter(verdict -> !verdict.path().equals(WRONG_REFERENCE))
                .collect(Collectors.groupingBy(
                        Verdict::kind, () -> new EnumMap<>(Verdict.Kind.class), Collectors.toList()));
        byKind.forEach((kind, files) -> System.out.println("corpus: " + kind + " " + files.size()));
        int right = byKind.getOrDefault(Verdict.Kind.RIGHT, List.of()).size();
        List<Verdict> refusedGood = byKind.getOrDefault(Verdict.Kind.REFUSED_GOOD, List.of());

        assertThat(byKind.getOrDefault(Verdict.Kind.WRONG, List.of())).isEmpty();
        assertThat(right).isGreaterThanOrEqualTo((int) Math.ceil(0.97 * (right + refusedGood.size())));
        // A PNG that is called .dcm is opened as what it is.
        assertThat(byKind.getOrDefault(Verdict.Kind.SHOWN_BAD, List.of()))
                .extracting(Verdict::path)
                .containsExactly("bad/png_renamed.dcm");
        assertThat(byKind.get(Verdict.Kind.REFUSED_BAD)).allSatisfy(verdict -> assertThat(verdict.detail())
                .as(verdict.path())
                .hasSizeGreaterThan(15)
                .doesNotContain("Exception", "null", "org.medspike"));
    }

    private JsonNode answer(Map<String, String> row) throws IOException {
        Path file = Manifest.folder().resolve(row.get("path"));
        Program.Run run = new Program(home).run("info", "--json", file);
        JsonNode answer = new JsonMapper().readTree(run.out());
        assertThat(run.out().lines()).as(row.get("path")).hasSize(1);
        assertThat(run.status()).isEqualTo(answer.path("status").asText().equals("ok") ? 0 : 1);
        String name = row.get("patient_name");
        if (name.length() > 3) {
            assertThat(run.out() + run.err()).as("the patient's name").doesNotContain(name);
        }
        return answer;
    }

    /** The names of PS3.5, annexes H and J, stand in these files. */
    @Test
    void patientName_isTold_onlyWhereItIsAskedFor() {
        Path japanese = Manifest.folder().resolve("dicom/chrH31.dcm");
        Path chinese = Manifest.folder().resolve("dicom/chrX1.dcm");

        assertThat(new Program(home).run("info", japanese, chinese).out()).doesNotContain("Yamada", "Wang");
        assertThat(new Program(home)
                        .run("info", "--patient-name", japanese, chinese)
                        .out())
                .contains("patient's name: Yamada^Tarou=山田^太郎=やまだ^たろう", "patient's name: Wang^XiaoDong=王^小東=");
    }

    @Test
    void report_givesUnits_orSaysThatThereAreNone() {
        String report = new Program(home)
                .run(
                        "info",
                        Manifest.folder().resolve("ct_series/I10"),
                        Manifest.folder().resolve("images/jpeg_gray.jpg"))
                .out();

        assertThat(report)
                .contains("512 x 512 px", "pixels of 0.4512 x 0.4512 mm", "window: center 40, width 80")
                .contains("measure = 1 * stored value + -1024", "no physical spacing: lengths can be given in px only");
    }
}
