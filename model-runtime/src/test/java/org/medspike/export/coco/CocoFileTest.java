package org.medspike.export.coco;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medspike.export.DrawnMask;
import org.medspike.mask.Component;
import org.medspike.mask.Components;
import org.medspike.mask.Mask;

class CocoFileTest {

    @TempDir
    Path folder;

    private JsonNode written(Mask mask) throws IOException {
        CocoFile coco = new CocoFile("program");
        coco.add("a.png", 1, mask, new CocoFile.Source("polyps", "endoscopy", "polyp"));
        coco.write(folder.resolve("coco.json"));
        return new JsonMapper().readTree(folder.resolve("coco.json").toFile());
    }

    @Test
    void partsAreAnnotations_withBoxAreaAndPolygons() throws IOException {
        JsonNode coco = written(DrawnMask.of("##..", "##..", "...#"));

        assertThat(coco.path("images").toString())
                .isEqualTo(
                        "[{\"id\":1,\"file_name\":\"a.png\",\"frame\":1,\"model\":\"polyps\",\"width\":4,\"height\":3}]");
        assertThat(coco.path("categories").toString())
                .isEqualTo("[{\"id\":1,\"name\":\"polyp\",\"supercategory\":\"endoscopy\"}]");
        JsonNode first = coco.path("annotations").get(0);
        assertThat(first.path("segmentation").toString()).isEqualTo("[[0,0,2,0,2,2,0,2]]");
        assertThat(first.path("bbox").toString()).isEqualTo("[0,0,2,2]");
        assertThat(first.path("area").asInt()).isEqualTo(4);
        assertThat(first.path("iscrowd").asInt()).isZero();
        assertThat(coco.path("annotations").get(1).path("segmentation").toString())
                .isEqualTo("[[3,2,4,2,4,3,3,3]]");
        assertThat(coco.path("annotations")).hasSize(2);
    }

    @Test
    void masksOfTwoModels_haveACategoryEach() throws IOException {
        CocoFile coco = new CocoFile("program");
        CocoFile.Source nuclei = new CocoFile.Source("nuclei", "microscopy", "nucleus");
        coco.add("a.png", 1, DrawnMask.of("#."), new CocoFile.Source("polyps", "endoscopy", "polyp"));
        coco.add("b.png", 1, DrawnMask.of("#."), nuclei);
        coco.add("c.png", 1, DrawnMask.of("#."), nuclei);
        coco.write(folder.resolve("coco.json"));
        JsonNode written = new JsonMapper().readTree(folder.resolve("coco.json").toFile());

        assertThat(written.path("categories")).hasSize(2);
        assertThat(written.path("annotations").findValuesAsText("category_id")).containsExactly("1", "2", "2");
    }

    /** Down the columns: 3 + 1 of background, 3 of object, 2, 1, 1, 1, 2, 3, 1 + ... of a ring in the middle of 5 x 5. */
    @Test
    void partWithAHole_isRunLengthsDownTheColumns() throws IOException {
        JsonNode ring = written(DrawnMask.of(".....", ".###.", ".#.#.", ".###.", "....."))
                .path("annotations")
                .get(0)
                .path("segmentation");

        assertThat(ring.path("size").toString()).isEqualTo("[5,5]");
        assertThat(decoded(ring.path("counts").asText())).containsExactly(6L, 3L, 2L, 1L, 1L, 1L, 2L, 3L, 6L);
    }

    @Test
    void runLengthsAreReadBackAsTheMask_randomMasks() {
        SplittableRandom random = new SplittableRandom(3);
        for (int size : new int[] {1, 7, 40, 300}) {
            BitSet pixels = new BitSet();
            for (int i = 0; i < size * (size + 3); i++) {
                pixels.set(i, random.nextDouble() < 0.7);
            }
            Mask mask = new Mask(size, size + 3, pixels);
            Components parts = Components.of(mask);
            BitSet all = new BitSet();
            for (Component part : parts.all()) {
                all.or(raster(decoded(RunLengths.of(parts.mask(part.label()), part)), size, size + 3));
            }
            assertThat(all).isEqualTo(pixels);
        }
    }

    private static BitSet raster(List<Long> counts, int width, int height) {
        BitSet pixels = new BitSet();
        int at = 0;
        boolean object = false;
        for (long count : counts) {
            for (long i = 0; i < count; i++, at++) {
                pixels.set(at % height * width + at / height, object);
            }
            object = !object;
        }
        assertThat(at).isEqualTo(width * height);
        return pixels;
    }

    /** cocoapi, {@code rleFrString}. */
    private static List<Long> decoded(String text) {
        List<Long> counts = new ArrayList<>();
        int p = 0;
        while (p < text.length()) {
            long x = 0;
            int k = 0;
            boolean more = true;
            while (more) {
                long c = text.charAt(p) - 48;
                x |= (c & 0x1f) << 5 * k;
                more = (c & 0x20) != 0;
                p++;
                k++;
                if (!more && (c & 0x10) != 0) {
                    x |= -1L << 5 * k;
                }
            }
            counts.add(counts.size() > 2 ? x + counts.get(counts.size() - 2) : x);
        }
        return counts;
    }
}
