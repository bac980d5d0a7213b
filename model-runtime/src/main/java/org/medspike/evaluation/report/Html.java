package org.medspike.evaluation.report;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;

/** Builds a page. Every text is escaped; only names of tags and classes, which are ours, are not. */
final class Html {

    private final StringBuilder page = new StringBuilder();

    /** Markup of our own, as it is. */
    Html raw(String markup) {
        page.append(markup).append('\n');
        return this;
    }

    /** An element that holds text alone. */
    Html element(String tag, String text) {
        return element(tag, "", text);
    }

    /** An element of a class that holds text alone. */
    Html element(String tag, String cssClass, String text) {
        page.append('<').append(tag);
        if (!cssClass.isEmpty()) {
            page.append(" class=\"").append(cssClass).append('"');
        }
        page.append('>').append(escaped(text)).append("</").append(tag).append(">\n");
        return this;
    }

    /** A list of sentences; nothing without any. */
    Html list(List<String> sentences) {
        if (!sentences.isEmpty()) {
            raw("<ul>");
            sentences.forEach(sentence -> element("li", sentence));
            raw("</ul>");
        }
        return this;
    }

    /** A table that scrolls sideways where the page is narrow. */
    Html table(ReportTable table) {
        raw("<div class=\"scroll\"><table>").element("caption", table.caption()).raw("<thead><tr>");
        table.columns().forEach(column -> page.append("<th scope=\"col\">")
                .append(escaped(column))
                .append("</th>"));
        raw("</tr></thead><tbody>");
        for (List<String> row : table.rows()) {
            page.append("<tr><th scope=\"row\">").append(escaped(row.get(0))).append("</th>");
            row.stream()
                    .skip(1)
                    .forEach(cell -> page.append("<td>").append(escaped(cell)).append("</td>"));
            raw("</tr>");
        }
        return raw("</tbody></table></div>");
    }

    @Override
    public String toString() {
        return page.toString();
    }

    /** Text that stays text, between tags and in quoted attributes; control characters that HTML forbids are replaced. */
    static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.appendCodePoint(c < ' ' && c != '\n' && c != '\t' ? 0xfffd : c);
            }
        });
        return escaped.toString();
    }

    /** A relative path as the address of a link, percent-encoded and escaped. */
    static String address(String path) {
        try {
            return escaped(new URI(null, null, path, null).toASCIIString());
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("not a relative path: " + path, e);
        }
    }
}
