package org.medspike.export;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Rows of a table as RFC 4180 wants them, with numbers that are the same in every country.
 *
 * <p>A text that begins with {@code = + - @}, a tab or a carriage return would be run as a formula by spreadsheet
 * programs; {@link #harmless} puts an apostrophe in front, as OWASP advises.
 */
public final class CsvText {

    private static final String LINE_END = "\r\n";
    private static final String FORMULA_STARTS = "=+-@\t\r";
    private static final int DIGITS = 10;

    private CsvText() {}

    /** A row with its line end; fields are quoted where they need it. */
    public static String row(List<String> fields) {
        return fields.stream().map(CsvText::quoted).collect(Collectors.joining(",", "", LINE_END));
    }

    /** A text from elsewhere that no spreadsheet program takes for a formula. */
    public static String harmless(String value) {
        return !value.isEmpty() && FORMULA_STARTS.indexOf(value.charAt(0)) >= 0 ? "'" + value : value;
    }

    /** A number, without exponent, to ten significant digits; empty for what is no finite number. */
    public static String number(double value) {
        return DecimalText.plain(value, DIGITS);
    }

    private static String quoted(String field) {
        boolean plain = field.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? field : '"' + field.replace("\"", "\"\"") + '"';
    }
}
