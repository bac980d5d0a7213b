package org.medspike.mask.file;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.medspike.imaging.ImageReadException;
import org.medspike.imaging.MemoryBudget;
import org.medspike.mask.Mask;

/**
 * GeoJSON in pixel coordinates, as QuPath writes it: a FeatureCollection, a list of features, a feature, or a bare geometry.
 *
 * <p>Polygons count, alone and in collections; points and lines enclose nothing and are passed over. A pixel belongs to the
 * object where its centre lies in a polygon. QuPath's plane says which frame is meant; without it the first is.
 */
final class OutlineMask implements MaskFile {

    private static final long MOST_BYTES = 256L << 20;

    /** What a byte of text may take as corners. */
    private static final int HELD = 4;

    /** Members of a feature or a geometry that say something of it. */
    private static final Set<String> TELLING = Set.of("type", "geometry", "geometries", "coordinates", "plane");

    /** How far an outline may reach over the edge of the image; programs that draw freely round so far. */
    private static final double OVER_THE_EDGE = 1;

    /** More than the outlines of a million nuclei have; a file that asks for more was made to keep programs busy. */
    private static final double MOST_CROSSINGS = 100e6;

    private final List<Outline> outlines;

    private OutlineMask(List<Outline> outlines) {
        this.outlines = outlines;
    }

    /** A polygon on a frame, from zero. */
    private record Outline(int frame, PixelArea area) {}

    static OutlineMask read(Path file) throws ImageReadException {
        try {
            long size = Files.size(file);
            if (size > MOST_BYTES) {
                throw ImageReadException.unsupported("the GeoJSON file has " + (size >> 20) + " MiB, more than "
                        + (MOST_BYTES >> 20) + ", which is what this version reads");
            }
            MemoryBudget.require(size * HELD, "the GeoJSON file");
            List<Outline> outlines = new ArrayList<>();
            if (!stream(file, outlines) && outlines.isEmpty()) {
                throw ImageReadException.unsupported("the file holds no polygons, as GeoJSON has them");
            }
            if (outlines.stream()
                            .mapToDouble(outline -> outline.area().crossings())
                            .sum()
                    > MOST_CROSSINGS) {
                throw ImageReadException.unsupported("its outlines are longer than this version fills");
            }
            return new OutlineMask(List.copyOf(outlines));
        } catch (JsonProcessingException e) {
            throw ImageReadException.broken("the GeoJSON file is damaged", e);
        } catch (ImageReadException e) {
            throw e;
        } catch (IOException e) {
            throw ImageReadException.broken("the file cannot be read: " + e.getMessage(), e);
        } catch (OutOfMemoryError e) {
            throw ImageReadException.broken("there is not enough memory for it; close other images and try again");
        }
    }

    /** Reads feature by feature, so that a slide's worth of nuclei fits; tells whether it is a collection of nothing. */
    private static boolean stream(Path file, List<Outline> outlines) throws IOException {
        JsonMapper json = new JsonMapper();
        try (InputStream in = Files.newInputStream(file);
                JsonParser parser = json.createParser(in)) {
            if (parser.nextToken() == JsonToken.START_ARRAY) {
                items(parser, json, outlines);
                return false;
            }
            ObjectNode rest = json.createObjectNode();
            boolean ofNothing = false;
            for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
                if (parser.nextToken() == JsonToken.START_ARRAY && field.equals("features")) {
                    ofNothing = items(parser, json, outlines) == 0;
                } else if (TELLING.contains(field)) {
                    rest.set(field, json.<JsonNode>readTree(parser));
                } else {
                    parser.skipChildren();
                }
            }
            collect(rest, outlines);
            return ofNothing && rest.path("type").asText().equals("FeatureCollection");
        }
    }

    private static int items(JsonParser parser, JsonMapper json, List<Outline> outlines) throws IOException {
        int count = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            collect(json.<JsonNode>readTree(parser), outlines);
            count++;
        }
        return count;
    }

    private static void collect(JsonNode node, List<Outline> outlines) throws ImageReadException {
        if (node.isArray()) {
            for (JsonNode item : node) {
                collect(item, outlines);
            }
            return;
        }
        JsonNode plane = node.path("plane");
        int frame =
                Math.max(0, Math.max(plane.path("z").asInt(), plane.path("t").asInt()));
        switch (node.path("type").asText()) {
            case "FeatureCollection" -> collect(node.path("features"), outlines);
            case "Feature" -> collect(node.path("geometry"), outlines);
            case "GeometryCollection" -> collect(node.path("geometries"), outlines);
            case "Polygon" -> outlines.add(new Outline(frame, PixelArea.of(node.path("coordinates"))));
            case "MultiPolygon" -> {
                for (JsonNode polygon : node.path("coordinates")) {
                    outlines.add(new Outline(frame, PixelArea.of(polygon)));
                }
            }
            default -> {
                // Points and lines enclose nothing.
            }
        }
    }

    @Override
    public List<Mask> onto(List<FramePlace> frames) throws ImageReadException {
        List<BitSet> objects = new ArrayList<>();
        frames.forEach(frame -> objects.add(new BitSet()));
        for (Outline outline : outlines) {
            if (outline.frame() >= frames.size()) {
                throw ImageReadException.unsupported(
                        "the outlines lie on frame " + (outline.frame() + 1) + ", the image has " + frames.size());
            }
            FramePlace frame = frames.get(outline.frame());
            requireInside(outline.area(), frame);
            outline.area().fill(objects.get(outline.frame()), frame.width(), frame.height());
        }
        List<Mask> masks = new ArrayList<>();
        for (int i = 0; i < frames.size(); i++) {
            masks.add(new Mask(frames.get(i).width(), frames.get(i).height(), objects.get(i)));
        }
        return List.copyOf(masks);
    }

    private static void requireInside(PixelArea area, FramePlace frame) throws ImageReadException {
        boolean inside = area.left() >= -OVER_THE_EDGE
                && area.top() >= -OVER_THE_EDGE
                && area.right() <= frame.width() + OVER_THE_EDGE
                && area.bottom() <= frame.height() + OVER_THE_EDGE;
        if (!inside) {
            throw ImageReadException.unsupported(String.format(
                    Locale.ROOT,
                    "its outlines reach from (%.0f, %.0f) to (%.0f, %.0f), beyond the %d x %d pixels of the image",
                    area.left(),
                    area.top(),
                    area.right(),
                    area.bottom(),
                    frame.width(),
                    frame.height()));
        }
    }
}
