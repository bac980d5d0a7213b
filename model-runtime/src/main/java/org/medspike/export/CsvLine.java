package org.medspike.export;

import java.util.List;
import java.util.stream.Collectors;

/** Lines of tables as RFC 4180 wants them. */
public final class CsvLine {

    private static final String END = "\r\n";
    private static final String FORMULA_STARTS = "=+-@\t\r";

    private CsvLine() {}

    /** A line with its end; fields with commas, quotes or line breaks are quoted. */
    public static String of(List<String> fields) {
        return fields.stream().map(CsvLine::quoted).collect(Collectors.joining(",", "", END));
    }

    /**
     * A text that no spreadsheet runs: one that begins like a formula ({@code = + - @}, a tab or a carriage return) gets an
     * apostrophe in front, as OWASP advises.
     */
    public static String harmless(String text) {
        return !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }

    private static String quoted(String field) {
        boolean plain = field.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? field : '"' + field.replace("\"", "\"\"") + '"';
    }
}
