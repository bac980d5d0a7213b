package org.medspike.export.coco;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.medspike.mask.Component;
import org.medspike.mask.Components;
import org.medspike.mask.Mask;
import org.medspike.mask.Polygon;
import org.medspike.storage.AtomicFile;

/**
 * The masks of a batch as COCO instances: each part of a mask is an annotation.
 *
 * <p>A part is told by polygons, whose corners are those of pixels, x and y in turn; COCO's polygons know no holes, so a part with
 * holes is told by compressed run lengths, exactly. {@code area} counts pixels. Frames of one file share its
 * name and have a {@code frame} each, from 1. Used by one thread; kept in memory until it is written.
 */
public final class CocoFile {

    private final JsonMapper json = new JsonMapper();
    private final ObjectNode root = json.createObjectNode();
    private final ArrayNode images;
    private final ArrayNode annotations;
    private final ArrayNode categories;

    /**
     * An empty file.
     *
     * @param program what made it
     */
    public CocoFile(String program) {
        root.putObject("info").put("description", "Made by " + program);
        images = root.putArray("images");
        annotations = root.putArray("annotations");
        categories = root.putArray("categories");
    }

    /**
     * What a model outlines.
     *
     * @param model its id, with its fingerprint
     * @param modality kind of image
     * @param target what is outlined
     */
    public record Source(String model, String modality, String target) {}

    private int category(Source source) {
        for (JsonNode known : categories) {
            if (known.path("name").asText().equals(source.target())
                    && known.path("supercategory").asText().equals(source.modality())) {
                return known.path("id").asInt();
            }
        }
        int id = categories.size() + 1;
        categories.addObject().put("id", id).put("name", source.target()).put("supercategory", source.modality());
        return id;
    }

    /**
     * Adds a frame.
     *
     * @param name of the file
     * @param frame its number in the file, from 1
     * @param mask in the raster of the file
     * @param source what the mask is of
     */
    public void add(String name, int frame, Mask mask, Source source) {
        int category = category(source);
        int image = images.size() + 1;
        images.addObject()
                .put("id", image)
                .put("file_name", name)
                .put("frame", frame)
                .put("model", source.model())
                .put("width", mask.width())
                .put("height", mask.height());
        Components parts = Components.of(mask);
        List<List<Polygon>> polygons = Polygon.byPart(mask);
        for (Component part : parts.all()) {
            ObjectNode annotation = annotations.addObject();
            annotation
                    .put("id", annotations.size())
                    .put("image_id", image)
                    .put("category_id", category)
                    .put("iscrowd", 0)
                    .put("area", part.pixelCount());
            annotation
                    .putArray("bbox")
                    .add(part.left())
                    .add(part.top())
                    .add(part.width())
                    .add(part.height());
            outline(annotation, parts, part, polygons.get(part.label() - 1));
        }
    }

    private static void outline(ObjectNode annotation, Components parts, Component part, List<Polygon> polygons) {
        if (polygons.stream().allMatch(polygon -> polygon.holes().isEmpty())) {
            ArrayNode list = annotation.putArray("segmentation");
            for (Polygon polygon : polygons) {
                ArrayNode corners = list.addArray();
                for (int coordinate : polygon.shell()) {
                    corners.add(coordinate);
                }
            }
        } else {
            ObjectNode runs = annotation.putObject("segmentation");
            runs.putArray("size").add(parts.mask().height()).add(parts.mask().width());
            runs.put("counts", RunLengths.of(parts.mask(part.label()), part));
        }
    }

    /**
     * Writes or replaces the file.
     *
     * @throws IOException if it could not be written; then nothing has changed
     */
    public void write(Path file) throws IOException {
        AtomicFile.write(file, out -> out.write(json.writeValueAsBytes(root)));
    }
}
