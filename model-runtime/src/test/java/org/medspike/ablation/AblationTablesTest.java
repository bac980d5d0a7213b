package org.medspike.ablation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AblationTablesTest {

    private static final List<Row> ROWS = List.of(
            new Row("ours", "Ours", "", score(0.8, 0.75, 0.85), 2_257_477, 26_030_000_000L, "as trained", 0),
            new Row("wo-aa", "w/o A-A", "Table 3", score(0.7125, Double.NaN, Double.NaN), 1_000, 5_000_000, "off", 0),
            new Row("wo_sa", "50% & more", "Table 2", Optional.empty(), 1_000, 5_000_000, "needs training", 0));

    @TempDir
    Path folder;

    private static Optional<Row.Score> score(double iou, double low, double high) {
        return Optional.of(new Row.Score(iou, low, high, 0.9, 60));
    }

    @Test
    void markdown_hasMeanIntervalDifferenceAndN() {
        assertThat(AblationTables.markdown(ROWS).lines().skip(2))
                .containsExactly(
                        "| Ours | 0.8000 [0.7500, 0.8500] | - | 0.9000 | 60 | 2.2575 | 26.030 | as trained |",
                        "| w/o A-A | 0.7125 | -0.0875 | 0.9000 | 60 | 0.0010 | 0.005 | off |",
                        "| 50% & more | - | - | - | - | 0.0010 | 0.005 | needs training |");
    }

    @Test
    void latex_escapesWhatLatexWouldRead() {
        assertThat(AblationTables.latex(ROWS)).contains("50\\% \\& more & -- &").endsWith("\\end{tabular}\n");
    }

    @Test
    void csv_leavesUnknownNumbersEmpty() {
        List<String> lines = AblationTables.csv(ROWS).lines().toList();

        assertThat(lines.get(2)).startsWith("wo-aa,w/o A-A,Table 3,off,0.7125,,,0.9,60,1000,5000000");
        assertThat(lines.get(3)).startsWith("wo_sa,50% & more,Table 2,needs training,,,,,,1000,5000000");
    }

    @Test
    void write_leavesThreeFiles() throws IOException {
        AblationTables.write(folder, ROWS);

        for (String name : AblationTables.FILES) {
            assertThat(Files.size(folder.resolve(name))).isPositive();
        }
    }
}
