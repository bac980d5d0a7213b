package org.medspike.ablation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.medspike.export.CsvText;
import org.medspike.storage.AtomicFile;

/** An ablation as a table: comma-separated for programs, Markdown for people, LaTeX for a paper. */
public final class AblationTables {

    /** Names of the three files. */
    public static final List<String> FILES = List.of("ablation.csv", "ablation.md", "ablation.tex");

    private AblationTables() {}

    /** Writes or replaces all three. */
    public static void write(Path folder, List<Row> rows) throws IOException {
        AtomicFile.writeText(folder.resolve(FILES.get(0)), csv(rows));
        AtomicFile.writeText(folder.resolve(FILES.get(1)), markdown(rows));
        AtomicFile.writeText(folder.resolve(FILES.get(2)), latex(rows));
    }

    /** For programs; numbers in full. */
    static String csv(List<Row> rows) {
        StringBuilder text = new StringBuilder(CsvText.row(List.of(
                "row",
                "label",
                "question",
                "how",
                "mIoU_mean_per_image",
                "mIoU_ci95_low",
                "mIoU_ci95_high",
                "DSC_mean_per_image",
                "n",
                "parameters",
                "macs",
                "training_seconds")));
        for (Row row : rows) {
            text.append(CsvText.row(List.of(
                    row.key(),
                    row.label(),
                    row.question(),
                    row.how(),
                    row.score().map(s -> CsvText.number(s.meanIou())).orElse(""),
                    row.score().map(s -> CsvText.number(s.low())).orElse(""),
                    row.score().map(s -> CsvText.number(s.high())).orElse(""),
                    row.score().map(s -> CsvText.number(s.meanDice())).orElse(""),
                    row.score().map(s -> Integer.toString(s.n())).orElse(""),
                    Long.toString(row.parameters()),
                    Long.toString(row.macs()),
                    CsvText.number(row.seconds()))));
        }
        return text.toString();
    }

    /** For people. */
    public static String markdown(List<Row> rows) {
        StringBuilder text = new StringBuilder("| row | mIoU, mean of per-image values [95 % CI] | against "
                + rows.get(0).label() + " | DSC, mean of per-image values | n | parameters, M | GMAC | how |\n"
                + "|---|---|---|---|---|---|---|---|\n");
        for (Row row : rows) {
            text.append("| ")
                    .append(String.join(" | ", cells(row, rows.get(0), "-")))
                    .append(" |\n");
        }
        return text.toString();
    }

    /** For a paper: a {@code tabular} with booktabs rules. */
    static String latex(List<Row> rows) {
        StringBuilder text = new StringBuilder("% needs \\usepackage{booktabs}; means of per-image values, [95 % CI]\n"
                + "\\begin{tabular}{lllllrrl}\n\\toprule\n"
                + "Row & mIoU [95\\,\\% CI] & $\\Delta$ mIoU & DSC & $n$ & Params (M) & GMAC & how \\\\\n\\midrule\n");
        for (Row row : rows) {
            text.append(cells(row, rows.get(0), "--").stream()
                            .map(cell ->
                                    cell.replace("&", "\\&").replace("%", "\\%").replace("_", "\\_"))
                            .collect(Collectors.joining(" & ")))
                    .append(" \\\\\n");
        }
        return text.append("\\bottomrule\n\\end{tabular}\n").toString();
    }

    private static List<String> cells(Row row, Row whole, String nothing) {
        String change = row.score()
                .flatMap(s -> whole.score()
                        .filter(w -> !Objects.equals(row.key(), whole.key()))
                        .map(w -> String.format(Locale.ROOT, "%+.4f", s.meanIou() - w.meanIou())))
                .orElse(nothing);
        return List.of(
                row.label(),
                row.score().map(AblationTables::withInterval).orElse(nothing),
                change,
                row.score()
                        .map(s -> String.format(Locale.ROOT, "%.4f", s.meanDice()))
                        .orElse(nothing),
                row.score().map(s -> Integer.toString(s.n())).orElse(nothing),
                String.format(Locale.ROOT, "%.4f", row.parameters() / 1e6),
                String.format(Locale.ROOT, "%.3f", row.macs() / 1e9),
                row.how());
    }

    private static String withInterval(Row.Score s) {
        return Double.isNaN(s.low())
                ? String.format(Locale.ROOT, "%.4f", s.meanIou())
                : String.format(Locale.ROOT, "%.4f [%.4f, %.4f]", s.meanIou(), s.low(), s.high());
    }
}
