package org.medspike.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/** The report of {@code info} for reading: the fields of {@link InfoFields} with units. */
final class InfoText {

    private InfoText() {}

    static String of(JsonNode node) {
        StringBuilder text = new StringBuilder(node.path("path").asText());
        line(
                text,
                "%s%s, %d x %d px (columns x rows), %d frame(s)",
                node.path("format").asText(),
                node.path("transferSyntax").isTextual()
                        ? " (transfer syntax " + node.path("transferSyntax").asText() + ")"
                        : "",
                node.path("columns").asInt(),
                node.path("rows").asInt(),
                node.path("frames").asInt());
        line(
                text,
                "%d sample(s) a pixel, %d bit stored, %s",
                node.path("samplesPerPixel").asInt(),
                node.path("bitsStored").asInt(),
                node.path("photometric").asText());
        line(text, "%s", spacing(node.path("spacingMm")));
        if (node.path("rescaleSlope").asDouble() != 1
                || node.path("rescaleIntercept").asDouble() != 0) {
            line(
                    text,
                    "measure = %s * stored value + %s",
                    node.path("rescaleSlope").asText(),
                    node.path("rescaleIntercept").asText());
        }
        if (node.path("windowCenter").isNumber()) {
            line(
                    text,
                    "window: center %s, width %s",
                    node.path("windowCenter").asText(),
                    node.path("windowWidth").asText());
        }
        line(
                text,
                "stored values: min %s, max %s, mean %.3f (over all samples of frame 1; of a volume, of its first point in time)",
                node.path("storedMin").asText(),
                node.path("storedMax").asText(),
                node.path("storedMean").asDouble());
        line(text, "SHA-256 of the stored values: %s", node.path("storedSha256").asText());
        if (node.path("patientName").isTextual()) {
            line(text, "patient's name: %s", node.path("patientName").asText());
        }
        return text.toString();
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(System.lineSeparator()).append("  ").append(String.format(Locale.ROOT, format, values));
    }

    private static String spacing(JsonNode spacing) {
        return spacing.isArray()
                ? String.format(
                        Locale.ROOT,
                        "pixels of %.4f x %.4f mm (height x width)",
                        spacing.get(0).asDouble(),
                        spacing.get(1).asDouble())
                : "no physical spacing: lengths can be given in px only";
    }
}
