package org.medspike.corpus;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What became of a file: the answer of {@code info --json} beside the reference values of the manifest.
 *
 * @param path of the file in the corpus
 * @param kind how it ended
 * @param detail what differs, or why it was refused
 */
record Verdict(String path, Kind kind, String detail) {

    /** How a file ended. */
    enum Kind {
        RIGHT,
        WRONG,
        REFUSED_GOOD,
        REFUSED_BAD,
        SHOWN_BAD
    }

    static Verdict of(Map<String, String> row, JsonNode answer) {
        String path = row.get("path");
        boolean good = row.get("expected").equals("ok");
        if (!answer.path("status").asText().equals("ok")) {
            return new Verdict(
                    path,
                    good ? Kind.REFUSED_GOOD : Kind.REFUSED_BAD,
                    answer.path("message").asText());
        }
        if (row.get("mean").isEmpty()) {
            return new Verdict(path, Kind.SHOWN_BAD, "");
        }
        List<String> faults = faults(row, answer);
        return new Verdict(path, faults.isEmpty() ? Kind.RIGHT : Kind.WRONG, String.join("; ", faults));
    }

    /** Lossless files must agree exactly, lossy ones within two grey levels, in the mean within one. */
    private static List<String> faults(Map<String, String> row, JsonNode answer) {
        List<String> faults = new ArrayList<>();
        boolean lossy = row.get("sha256").isEmpty();
        compare(faults, row, "rows", answer.path("rows"), 0);
        compare(faults, row, "cols", answer.path("columns"), 0);
        compare(faults, row, "min", answer.path("storedMin"), lossy ? 2 : 1e-5);
        compare(faults, row, "max", answer.path("storedMax"), lossy ? 2 : 1e-5);
        compare(faults, row, "mean", answer.path("storedMean"), lossy ? 1 : 1e-5);
        if (row.get("frames").matches("\\d+")) {
            compare(faults, row, "frames", answer.path("frames"), 0);
        }
        compare(faults, row, "slope", answer.path("rescaleSlope"), 1e-9);
        compare(faults, row, "intercept", answer.path("rescaleIntercept"), 1e-9);
        compare(faults, row, "window_center", answer.path("windowCenter"), 1e-9);
        compare(faults, row, "window_width", answer.path("windowWidth"), 1e-9);
        if (row.get("kind").startsWith("dicom")
                && !row.get("photometric").equals(answer.path("photometric").asText())) {
            faults.add("photometric " + answer.path("photometric"));
        }
        if (!lossy && !row.get("sha256").equals(answer.path("storedSha256").asText())) {
            faults.add("SHA-256");
        }
        return faults;
    }

    /** The first of several numbers; what the manifest does not give is not compared. */
    private static void compare(
            List<String> faults, Map<String, String> row, String column, JsonNode found, double tolerance) {
        String expected = row.get(column).split("\\\\", -1)[0];
        if (!expected.matches("-?[0-9.]+(e[+-]?\\d+)?")) {
            return;
        }
        double value = Double.parseDouble(expected);
        double most = Math.max(tolerance, Math.abs(value) * 1e-9);
        if (!found.isNumber() || Math.abs(found.asDouble() - value) > most) {
            faults.add(column + " " + found + " instead of " + expected);
        }
    }
}
