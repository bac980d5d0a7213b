package org.medspike.export.geojson;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medspike.export.DrawnMask;
import org.medspike.mask.Mask;

class GeoJsonFileTest {

    @TempDir
    Path folder;

    private JsonNode written(Mask mask, int frame) throws IOException {
        Path file = folder.resolve("mask.geojson");
        GeoJsonFile.write(file, mask, "polyp", "a", frame);
        return new JsonMapper().readTree(Files.readString(file));
    }

    /** RFC 7946, 3.1.6: rings close, shells run anticlockwise by the numbers (here y is down) and holes the other way. */
    @Test
    void partIsAFeature_withTheClassAndTypeThatQuPathKnows() throws IOException {
        JsonNode root = written(DrawnMask.of("###", "#.#", "###"), 1);

        assertThat(root.path("type").asText()).isEqualTo("FeatureCollection");
        JsonNode feature = root.path("features").get(0);
        assertThat(feature.path("id").asText()).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
        assertThat(feature.path("geometry").toString())
                .isEqualTo("{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[3,0],[3,3],[0,3],[0,0]],"
                        + "[[1,2],[2,2],[2,1],[1,1],[1,2]]]}");
        assertThat(feature.path("properties").toString())
                .isEqualTo(
                        "{\"objectType\":\"annotation\",\"classification\":{\"name\":\"polyp\",\"color\":[255,200,0]}}");
    }

    @Test
    void pixelsThatTouchAtACorner_areOneMultiPolygon() throws IOException {
        JsonNode geometry =
                written(DrawnMask.of("#.", ".#"), 1).path("features").get(0).path("geometry");

        assertThat(geometry.path("type").asText()).isEqualTo("MultiPolygon");
        assertThat(geometry.path("coordinates")).hasSize(2);
    }

    @Test
    void furtherFrame_isAPlaneOfItsOwn() throws IOException {
        JsonNode geometry =
                written(DrawnMask.of("#."), 3).path("features").get(0).path("geometry");

        assertThat(geometry.path("plane").toString()).isEqualTo("{\"c\":-1,\"z\":2,\"t\":0}");
    }

    @Test
    void emptyMask_isACollectionOfNothing() throws IOException {
        assertThat(written(Mask.empty(2, 2), 1).path("features")).isEmpty();
    }
}
