package org.medspike.evaluation.report;

import java.util.ArrayList;
import java.util.List;

/**
 * A table for people. The first column is a name, the others are numbers.
 *
 * @param caption what it shows
 * @param columns their names
 * @param rows as many texts as columns each
 */
record ReportTable(String caption, List<String> columns, List<List<String>> rows) {

    /** The table in letters of one width: names to the left, numbers to the right. */
    String toText() {
        List<List<String>> lines = new ArrayList<>(List.of(columns));
        lines.addAll(rows);
        int[] widths = new int[columns.size()];
        for (List<String> line : lines) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        }
        StringBuilder text = new StringBuilder(caption).append('\n');
        for (List<String> line : lines) {
            StringBuilder row = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                String padding = " ".repeat(widths[i] - line.get(i).length());
                row.append("  ").append(i == 0 ? line.get(i) + padding : padding + line.get(i));
            }
            text.append(row.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }
}
