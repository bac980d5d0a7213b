package org.medspike.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.medspike.mask.Measurements;

class ResultsCsvTest {

    private static final String HEADER = "file,frame,model,model_sha256,threshold,components,area,area_unit,"
            + "longest_diameter,diameter_unit,mean_probability,seconds,status,message\r\n";
    private static final long SECOND = 1_000_000_000L;

    @TempDir
    Path folder;

    private long now;

    @Test
    void close_leavesAWholeTable_successAndFailure() throws IOException {
        Path file = folder.resolve("results.csv");
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.GERMANY);
        try (ResultsCsv table = ResultsCsv.create(file)) {
            table.add(new ResultRow.Segmented(
                    "a/Müller 1.png",
                    1,
                    "polyp",
                    "ab12",
                    0.3f,
                    new Measurements(2, 1234567, "px²", Math.sqrt(2), "px", 0.875),
                    0.12345,
                    ""));
            table.add(new ResultRow.Segmented(
                    "b.dcm",
                    2,
                    "polyp",
                    "ab12",
                    0.5f,
                    new Measurements(0, 0, "mm²", 0, "mm", Double.NaN),
                    12,
                    "no object found"));
            table.add(new ResultRow.Failed("c.jpg", 0, "", "", "the file is empty"));
        } finally {
            Locale.setDefault(before);
        }

        assertThat(Files.readString(file, StandardCharsets.UTF_8))
                .isEqualTo(HEADER
                        + "a/Müller 1.png,1,polyp,ab12,0.3,2,1234567,px²,1.414213562,px,0.875,0.1235,ok,\r\n"
                        + "b.dcm,2,polyp,ab12,0.5,0,0,mm²,0,mm,,12,ok,no object found\r\n"
                        + "c.jpg,,,,,,,,,,,,failed,the file is empty\r\n");
    }

    @Test
    void add_quotes_separatorsQuotesAndLineBreaks() throws IOException {
        assertThat(failedRow("scan 1, \"left\".png", "first\nsecond"))
                .isEqualTo("\"scan 1, \"\"left\"\".png\",,,,,,,,,,,,failed,\"first\nsecond\"\r\n");
    }

    @ParameterizedTest
    @CsvSource({
        "=1+1.png, '''=1+1.png'",
        "+a.png, '''+a.png'",
        "-a.png, '''-a.png'",
        "@a.png, '''@a.png'",
        "a=1.png, a=1.png",
        "../a.png, ../a.png"
    })
    void add_disarmsFormulas(String name, String field) throws IOException {
        assertThat(failedRow(name, "=HYPERLINK(1)")).isEqualTo(field + ",,,,,,,,,,,,failed,'=HYPERLINK(1)\r\n");
    }

    @Test
    void create_writesTheColumnsAtOnce() throws IOException {
        Path file = folder.resolve("deep/er/results.csv");

        ResultsCsv.create(file);

        assertThat(file).hasContent(HEADER.strip());
    }

    @Test
    void create_fails_folderIsAFile() throws IOException {
        Path blocked = Files.writeString(folder.resolve("file"), "");

        assertThatThrownBy(() -> ResultsCsv.create(blocked.resolve("results.csv")))
                .isInstanceOf(IOException.class);
    }

    @Test
    void add_keepsTheFileUpToDateASecondLater_batchThatIsNeverClosed() throws IOException {
        Path file = folder.resolve("results.csv");
        ResultsCsv table = ResultsCsv.create(file, () -> now);

        now += SECOND / 2;
        table.add(new ResultRow.Failed("1.png", 0, "", "", "x"));
        assertThat(Files.readAllLines(file)).hasSize(1);
        now += SECOND / 2;
        table.add(new ResultRow.Failed("2.png", 0, "", "", "x"));
        assertThat(Files.readAllLines(file)).hasSize(3);
        now += SECOND - 1;
        table.add(new ResultRow.Failed("3.png", 0, "", "", "x"));
        assertThat(Files.readAllLines(file)).hasSize(3);
        now += 1;
        table.add(new ResultRow.Failed("4.png", 0, "", "", "x"));
        assertThat(Files.readAllLines(file)).hasSize(5);
    }

    private String failedRow(String name, String message) throws IOException {
        Path file = folder.resolve("results.csv");
        try (ResultsCsv table = ResultsCsv.create(file)) {
            table.add(new ResultRow.Failed(name, 0, "", "", message));
        }
        return Files.readString(file).substring(HEADER.length());
    }
}
