package org.medspike.imaging.dicom;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * How texts of a data set are encoded (PS3.3, C.12.1.1.2, and PS3.5, 6.1.2): one character set for all, or several that
 * escape sequences of ISO 2022 change between.
 *
 * @param first the character set that every text and every part of a name begins in
 * @param switching whether escape sequences count
 */
record SpecificCharacterSet(Charset first, boolean switching) {

    /** Where the file names none. Bytes above 127 ought not to be there; as Latin-1 they lose nothing. */
    static final SpecificCharacterSet DEFAULT = new SpecificCharacterSet(StandardCharsets.ISO_8859_1, false);

    private static final char ESCAPE = 0x1b;

    /** By the part of the defined term behind {@code ISO_IR} or {@code ISO 2022 IR}. */
    private static final Map<String, String> TERMS = Map.ofEntries(
            Map.entry("6", "ISO-8859-1"),
            Map.entry("100", "ISO-8859-1"),
            Map.entry("101", "ISO-8859-2"),
            Map.entry("109", "ISO-8859-3"),
            Map.entry("110", "ISO-8859-4"),
            Map.entry("144", "ISO-8859-5"),
            Map.entry("127", "ISO-8859-6"),
            Map.entry("126", "ISO-8859-7"),
            Map.entry("138", "ISO-8859-8"),
            Map.entry("148", "ISO-8859-9"),
            Map.entry("203", "ISO-8859-15"),
            Map.entry("13", "JIS_X0201"),
            Map.entry("166", "TIS-620"),
            Map.entry("149", "EUC-KR"),
            Map.entry("58", "GB2312"),
            Map.entry("192", "UTF-8"),
            Map.entry("GB18030", "GB18030"),
            Map.entry("GBK", "GBK"));

    /** By what follows the escape character (PS3.3, tables C.12-3 and C.12-4). */
    private static final Map<String, String> ESCAPES = Map.ofEntries(
            Map.entry("(B", "ISO-8859-1"),
            Map.entry("(J", "JIS_X0201"),
            Map.entry(")I", "JIS_X0201"),
            Map.entry("-A", "ISO-8859-1"),
            Map.entry("-B", "ISO-8859-2"),
            Map.entry("-C", "ISO-8859-3"),
            Map.entry("-D", "ISO-8859-4"),
            Map.entry("-L", "ISO-8859-5"),
            Map.entry("-G", "ISO-8859-6"),
            Map.entry("-F", "ISO-8859-7"),
            Map.entry("-H", "ISO-8859-8"),
            Map.entry("-M", "ISO-8859-9"),
            Map.entry("-b", "ISO-8859-15"),
            Map.entry("-T", "TIS-620"),
            Map.entry("$B", "x-JIS0208"),
            Map.entry("$@", "x-JIS0208"),
            Map.entry("$(D", "JIS_X0212-1990"),
            Map.entry("$)C", "EUC-KR"),
            Map.entry("$)A", "GB2312"));

    /** The set that the value of Specific Character Set names. */
    static SpecificCharacterSet of(String value) {
        String[] terms = value.split("\\\\", -1);
        String term = terms[0].strip();
        String number = term.replaceFirst("^ISO(_| 2022 )?IR[ _]?", "").strip();
        Charset first = charset(TERMS.getOrDefault(number, ""));
        return new SpecificCharacterSet(first, terms.length > 1 || term.startsWith("ISO 2022"));
    }

    /** A runtime may have been built without the rarer ones; then bytes are kept apart and shown as Latin-1. */
    private static Charset charset(String name) {
        return !name.isEmpty() && Charset.isSupported(name) ? Charset.forName(name) : StandardCharsets.ISO_8859_1;
    }

    /** The text that bytes stand for. */
    String decode(byte[] bytes) {
        if (!switching) {
            return new String(bytes, first);
        }
        StringBuilder text = new StringBuilder();
        Charset current = first;
        int from = 0;
        for (int at = 0; at < bytes.length; ) {
            if (bytes[at] == ESCAPE) {
                text.append(new String(bytes, from, at - from, current));
                int length = at + 1 < bytes.length
                                && bytes[at + 1] == '$'
                                && at + 2 < bytes.length
                                && bytes[at + 2] >= '('
                                && bytes[at + 2] <= '/'
                        ? 3
                        : 2;
                int end = Math.min(bytes.length, at + 1 + length);
                String sequence = new String(bytes, at + 1, end - at - 1, StandardCharsets.ISO_8859_1);
                current = charset(ESCAPES.getOrDefault(sequence, first.name()));
                at = end;
                from = end;
            } else if (isDelimiter(bytes[at]) && !isTwoBytes(current)) {
                text.append(new String(bytes, from, at + 1 - from, current));
                current = first;
                at++;
                from = at;
            } else {
                at += isTwoBytes(current) ? 2 : 1;
            }
        }
        return text.append(new String(bytes, from, bytes.length - from, current))
                .toString();
    }

    /** Between values, components and groups of a name and lines, the first character set is in force again. */
    private static boolean isDelimiter(byte b) {
        return b == '\\' || b == '^' || b == '=' || b == '\r' || b == '\n' || b == '\f' || b == '\t';
    }

    /** Sets in which a delimiter's code may be half of a character. */
    private static boolean isTwoBytes(Charset charset) {
        return charset.name().contains("0208") || charset.name().contains("0212");
    }
}
