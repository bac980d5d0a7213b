package org.medspike.app.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.OptionalDouble;
import org.medspike.imaging.Frame;
import org.medspike.imaging.GreyWindow;
import org.medspike.imaging.ImageInfo;
import org.medspike.imaging.ImageReadException;
import org.medspike.imaging.ImageSource;
import org.medspike.imaging.StoredStatistics;

/**
 * The fields of one line of {@code info --json}: what the header says, and a fingerprint of the first frame (of a volume,
 * of all slices at its first point in time).
 */
final class InfoFields {

    private InfoFields() {}

    static ObjectNode of(Path file, ImageSource source) throws ImageReadException {
        Frame frame = source.read(0);
        StoredStatistics stored = source.statistics();
        ImageInfo info = source.info();
        ImageInfo.Stated stated = info.stated();
        ObjectNode node = new JsonMapper().createObjectNode().put("path", file.toString());
        node.put("format", info.format());
        node.put("transferSyntax", info.encoding().orElse(null));
        node.put("rows", frame.height());
        node.put("columns", frame.width());
        node.put("frames", info.frames());
        node.put("samplesPerPixel", frame.photometric().samples());
        node.put("bitsStored", frame.bitsStored());
        node.put("photometric", stated.photometric().orElse(frame.photometric().label()));
        info.spacing()
                .ifPresentOrElse(
                        spacing ->
                                node.putArray("spacingMm").add(spacing.rowMm()).add(spacing.columnMm()),
                        () -> node.putNull("spacingMm"));
        number(node, "rescaleSlope", stated.slope().orElse(frame.greyScale().slope()));
        number(
                node,
                "rescaleIntercept",
                stated.intercept().orElse(frame.greyScale().intercept()));
        window(node, "windowCenter", stated.windowCenter(), info.window().map(GreyWindow::center));
        window(node, "windowWidth", stated.windowWidth(), info.window().map(GreyWindow::width));
        number(node, "storedMin", stored.min());
        number(node, "storedMax", stored.max());
        node.put("storedMean", stored.mean());
        node.put("storedSha256", stored.sha256());
        node.put("status", "ok");
        node.put("message", "");
        return node;
    }

    /** The fields of a file that cannot be shown. */
    static ObjectNode refused(Path file, ImageReadException fault) {
        return new JsonMapper()
                .createObjectNode()
                .put("path", file.toString())
                .put("status", fault.isUnsupported() ? "unsupported" : "error")
                .put("message", fault.getMessage());
    }

    private static void window(
            ObjectNode node, String key, OptionalDouble stated, java.util.Optional<Double> understood) {
        if (stated.isPresent() || understood.isPresent()) {
            number(node, key, stated.isPresent() ? stated.getAsDouble() : understood.get());
        } else {
            node.putNull(key);
        }
    }

    /** A whole number without a point, as the reports of all formats have it. */
    private static void number(ObjectNode node, String key, double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1L << 53) {
            node.put(key, (long) value);
        } else {
            node.put(key, value);
        }
    }
}
