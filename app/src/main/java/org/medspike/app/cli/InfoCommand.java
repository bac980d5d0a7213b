package org.medspike.app.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.medspike.imaging.Frame;
import org.medspike.imaging.GreyWindow;
import org.medspike.imaging.ImageFiles;
import org.medspike.imaging.ImageReadException;
import org.medspike.imaging.ImageSource;
import org.medspike.imaging.StoredStatistics;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code medspike info}: what image files hold, as stored. */
@Command(
        name = "info",
        mixinStandardHelpOptions = true,
        description =
                "Tells format, size, samples and stored values of image files; this version knows PNG, JPEG, TIFF, BMP, NIfTI and DICOM.")
final class InfoCommand implements Callable<Integer> {

    private final ImageFiles files = new ImageFiles();

    @Parameters(arity = "1..*", paramLabel = "INPUT", description = "Image files, or folders to search.")
    @SuppressWarnings("NullAway.Init")
    private List<Path> inputs;

    @Option(names = "--json", description = "Print one JSON object a file.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        boolean allRead = true;
        for (Path input : inputs) {
            if (Files.isDirectory(input)) {
                List<Path> found = ImageFiles.search(input);
                if (found.isEmpty()) {
                    System.err.println(input + ": the folder " + ImageFiles.NONE_FOUND);
                    allRead = false;
                }
                for (Path file : found) {
                    allRead &= report(file);
                }
            } else {
                allRead &= report(input);
            }
        }
        return allRead ? ExitStatus.DONE : ExitStatus.FAILED;
    }

    private boolean report(Path file) throws JsonProcessingException {
        ObjectNode node = new JsonMapper().createObjectNode().put("path", file.toString());
        boolean read = true;
        try (ImageSource source = files.open(file)) {
            Frame frame = source.read(0);
            describe(source, frame, node);
        } catch (ImageReadException e) {
            read = false;
            node.removeAll().put("path", file.toString());
            node.put("status", e.isUnsupported() ? "unsupported" : "error").put("message", e.getMessage());
            System.err.println(file + ": " + e.getMessage());
        }
        if (json) {
            System.out.println(new JsonMapper().writeValueAsString(node));
        } else if (read) {
            System.out.println(readable(node));
        }
        return read;
    }

    private static void describe(ImageSource source, Frame frame, ObjectNode node) {
        StoredStatistics stored = StoredStatistics.of(frame);
        node.put("format", source.info().format());
        node.put("transferSyntax", source.info().encoding().orElse(null));
        node.put("rows", frame.height());
        node.put("columns", frame.width());
        node.put("frames", source.info().frames());
        node.put("samplesPerPixel", frame.photometric().samples());
        node.put("bitsStored", frame.bitsStored());
        node.put("photometric", frame.photometric().label());
        source.info()
                .spacing()
                .ifPresentOrElse(
                        spacing ->
                                node.putArray("spacingMm").add(spacing.rowMm()).add(spacing.columnMm()),
                        () -> node.putNull("spacingMm"));
        number(node, "rescaleSlope", frame.greyScale().slope());
        number(node, "rescaleIntercept", frame.greyScale().intercept());
        Optional<GreyWindow> window = source.info().window();
        node.put("windowCenter", window.map(GreyWindow::center).orElse(null));
        node.put("windowWidth", window.map(GreyWindow::width).orElse(null));
        node.put("storedMin", stored.min());
        node.put("storedMax", stored.max());
        node.put("storedMean", stored.mean());
        node.put("storedSha256", stored.sha256());
        node.put("status", "ok");
        node.put("message", "");
    }

    /** A whole number without a point, as the reports of all formats have it. */
    private static void number(ObjectNode node, String key, double value) {
        if (value == Math.rint(value) && Math.abs(value) < Integer.MAX_VALUE) {
            node.put(key, (int) value);
        } else {
            node.put(key, value);
        }
    }

    private static String readable(ObjectNode node) {
        return String.format(
                Locale.ROOT,
                "%s%n  %s, %d x %d px (columns x rows), %d frame(s), %d sample(s) a pixel, %d bit, %s%n"
                        + "  stored values of frame 1: min %d, max %d, mean %.3f (over all samples); %s%n"
                        + "  SHA-256 of the stored values: %s",
                node.path("path").asText(),
                node.path("format").asText(),
                node.path("columns").asInt(),
                node.path("rows").asInt(),
                node.path("frames").asInt(),
                node.path("samplesPerPixel").asInt(),
                node.path("bitsStored").asInt(),
                node.path("photometric").asText(),
                node.path("storedMin").asInt(),
                node.path("storedMax").asInt(),
                node.path("storedMean").asDouble(),
                spacing(node),
                node.path("storedSha256").asText());
    }

    private static String spacing(ObjectNode node) {
        return node.path("spacingMm").isArray()
                ? String.format(
                        Locale.ROOT,
                        "pixels of %.4f x %.4f mm (height x width)",
                        node.path("spacingMm").get(0).asDouble(),
                        node.path("spacingMm").get(1).asDouble())
                : "no physical spacing";
    }
}
