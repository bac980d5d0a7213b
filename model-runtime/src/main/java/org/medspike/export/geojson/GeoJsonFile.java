package org.medspike.export.geojson;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.medspike.mask.Mask;
import org.medspike.mask.Polygon;
import org.medspike.storage.AtomicFile;

/**
 * The parts of a mask as annotations of QuPath: one feature a part, a Polygon, or a MultiPolygon where its pixels hang together
 * by corners alone.
 *
 * <p>Coordinates are corners of pixels, x to the right and y down from the upper left corner of the image as it is stored, as
 * QuPath has them. Rings close with their first corner; shells and holes run as RFC 7946 asks.
 */
public final class GeoJsonFile {

    private static final int[] AMBER = {255, 200, 0};

    private GeoJsonFile() {}

    /**
     * Writes or replaces a file.
     *
     * @param mask in the raster of the image as it is stored
     * @param target what is outlined: the class of the annotations
     * @param identity what makes this mask one of its own; equal ones give equal annotations their ids
     * @param frame number of the frame in the image, from 1
     * @throws IOException if it could not be written; then nothing has changed
     */
    public static void write(Path file, Mask mask, String target, String identity, int frame) throws IOException {
        JsonMapper json = new JsonMapper();
        ObjectNode root = json.createObjectNode().put("type", "FeatureCollection");
        ArrayNode features = root.putArray("features");
        for (List<Polygon> part : Polygon.byPart(mask)) {
            String name = identity + "/" + frame + "/" + features.size();
            ObjectNode feature = features.addObject().put("type", "Feature");
            feature.put(
                    "id",
                    UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8))
                            .toString());
            geometry(feature.putObject("geometry"), part, frame);
            ObjectNode classification = feature.putObject("properties")
                    .put("objectType", "annotation")
                    .putObject("classification")
                    .put("name", target);
            ArrayNode colour = classification.putArray("color");
            for (int level : AMBER) {
                colour.add(level);
            }
        }
        AtomicFile.write(file, out -> out.write(json.writeValueAsBytes(root)));
    }

    private static void geometry(ObjectNode geometry, List<Polygon> part, int frame) {
        if (part.size() == 1) {
            rings(geometry.put("type", "Polygon").putArray("coordinates"), part.get(0));
        } else {
            ArrayNode polygons = geometry.put("type", "MultiPolygon").putArray("coordinates");
            part.forEach(polygon -> rings(polygons.addArray(), polygon));
        }
        if (frame > 1) {
            // QuPath's plane in an image of several: channel, slice, time.
            geometry.putObject("plane").put("c", -1).put("z", frame - 1).put("t", 0);
        }
    }

    private static void rings(ArrayNode rings, Polygon polygon) {
        ring(rings.addArray(), polygon.shell());
        polygon.holes().forEach(hole -> ring(rings.addArray(), hole));
    }

    private static void ring(ArrayNode ring, int[] corners) {
        for (int i = 0; i <= corners.length; i += 2) {
            ring.addArray().add(corners[i % corners.length]).add(corners[i % corners.length + 1]);
        }
    }
}
