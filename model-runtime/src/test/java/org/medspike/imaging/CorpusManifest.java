package org.medspike.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;

/** The rows of the corpus' {@code manifest.csv}, by column name. */
public final class CorpusManifest {

    private CorpusManifest() {}

    /** Where the corpus is, or would be. */
    public static Path folder() {
        return Path.of(System.getProperty("medspike.shared", "absent")).resolve("corpus");
    }

    /** One test for each row that is asked for; a single one that is skipped where there is no corpus. */
    public static Stream<DynamicTest> tests(Predicate<Map<String, String>> wanted, int fewest, FileTest test)
            throws IOException {
        Path manifest = folder().resolve("manifest.csv");
        if (!Files.isRegularFile(manifest)) {
            return Stream.of(DynamicTest.dynamicTest(
                    "corpus",
                    () -> Assumptions.abort("skipped: the test corpus is not at " + folder().toAbsolutePath())));
        }
        List<Map<String, String>> rows = read(manifest).stream().filter(wanted).toList();
        assertThat(rows).hasSizeGreaterThanOrEqualTo(fewest);
        return rows.stream().map(row -> DynamicTest.dynamicTest(row.get("path"), () -> test.check(row)));
    }

    /** What is asked of a file. */
    @FunctionalInterface
    public interface FileTest {
        /** Checks one row. */
        void check(Map<String, String> row) throws IOException;
    }

    static List<Map<String, String>> read(Path file) throws IOException {
        List<List<String>> records = records(Files.readString(file));
        List<String> columns = records.get(0);
        List<Map<String, String>> rows = new ArrayList<>();
        for (List<String> record : records.subList(1, records.size())) {
            Map<String, String> row = new HashMap<>();
            for (int i = 0; i < columns.size(); i++) {
                row.put(columns.get(i), record.get(i));
            }
            rows.add(row);
        }
        return rows;
    }

    /** RFC 4180. */
    private static List<List<String>> records(String text) {
        List<List<String>> records = new ArrayList<>();
        List<String> record = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted && c == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"') {
                field.append('"');
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == ',' || c == '\n')) {
                record.add(field.toString());
                field.setLength(0);
                if (c == '\n') {
                    records.add(record);
                    record = new ArrayList<>();
                }
            } else if (quoted || c != '\r') {
                field.append(c);
            }
        }
        return records;
    }
}
