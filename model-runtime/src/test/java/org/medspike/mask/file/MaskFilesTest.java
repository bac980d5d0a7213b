package org.medspike.mask.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medspike.imaging.CorpusManifest;
import org.medspike.imaging.ImageFiles;
import org.medspike.imaging.ImageReadException;
import org.medspike.imaging.ImageSource;
import org.medspike.mask.Mask;

/** Masks that other programs made, and files that are none. */
class MaskFilesTest {

    private final MaskFiles masks = new MaskFiles();

    @TempDir
    Path folder;

    private static Path corpus(String name) {
        Path file = CorpusManifest.folder().resolve(name);
        assumeTrue(Files.exists(file), "skipped: the test corpus is not at " + CorpusManifest.folder());
        return file;
    }

    private static List<FramePlace> places(String... names) throws IOException {
        List<FramePlace> places = new ArrayList<>();
        for (String name : names) {
            Path file = corpus(name);
            try (ImageSource image = new ImageFiles().open(file)) {
                places.addAll(FramePlace.of(file, image));
            }
        }
        return places;
    }

    /** pydicom 2.3.1: the frames of the file have 36233, 35645 and 35220 pixels and name slices 3, 2 and 1. */
    @Test
    void segmentationOpensOntoItsSeries_whateverTheOrderOfTheSlices() throws IOException {
        MaskFile liver = masks.open(corpus("seg/seg_liver_binary.dcm"));

        List<Mask> found = liver.onto(places("seg/ct_source_02.dcm", "seg/ct_source_01.dcm", "seg/ct_source_03.dcm"));

        assertThat(found).extracting(Mask::pixelCount).containsExactly(35645, 35220, 36233);
        assertThat(masks.isMask(corpus("seg/seg_liver_binary.dcm"))).isTrue();
        assertThat(masks.isMask(corpus("seg/ct_source_01.dcm"))).isFalse();
    }

    /** The same images under other UIDs in the same frame of reference, as some archives make them: place tells. */
    @Test
    void segmentationOfImagesThatAreNotOpen_isLaidByItsPlaceInTheSameSpace() throws IOException {
        List<FramePlace> renamed = places("seg/ct_source_03.dcm").stream()
                .map(p -> new FramePlace(
                        p.width(), p.height(), 1, 1, "1.2.3", "1.2.4", p.frameOfReferenceUid(), p.placement()))
                .toList();

        assertThat(masks.open(corpus("seg/seg_liver_binary.dcm")).onto(renamed))
                .extracting(Mask::pixelCount)
                .containsExactly(36233);
    }

    @Test
    void segmentationOfAnotherSeries_isRefused() throws IOException {
        MaskFile liver = masks.open(corpus("seg/seg_liver_binary.dcm"));
        List<FramePlace> other = places("ct_series/I10");

        assertThatThrownBy(() -> liver.onto(other))
                .isInstanceOf(ImageReadException.class)
                .hasMessage("the DICOM segmentation was drawn on another image or series");
    }

    @Test
    void imageThatIsNoMask_isRefused() throws IOException {
        Path photo = corpus("images/jpeg_gray.jpg");
        Path ct = corpus("seg/ct_source_01.dcm");

        assertThatThrownBy(() -> masks.open(photo)).hasMessageContaining("no mask that can be laid onto an image");
        assertThatThrownBy(() -> masks.open(ct)).hasMessageContaining("no segmentation (SEG)");
    }

    /** Good, odd and hostile: nothing but a mask or a sentence comes of any file. */
    @Test
    void everyFileOfTheCorpus_isAMaskOrIsRefused() throws IOException {
        Path root = corpus("manifest.csv").getParent();
        List<Path> files;
        try (Stream<Path> walk = Files.walk(root)) {
            files = walk.filter(Files::isRegularFile).sorted().toList();
        }
        List<String> opened = new ArrayList<>();
        for (Path file : files) {
            try {
                masks.isMask(file);
                masks.open(file);
                opened.add(root.relativize(file).toString());
            } catch (ImageReadException e) {
                assertThat(e.getMessage()).as(file.toString()).isNotBlank();
            }
        }
        assertThat(opened)
                .contains(
                        "seg/seg_liver_binary.dcm",
                        "seg/seg_fractional.dcm",
                        "seg/seg_labelmap.dcm",
                        "nifti/anatomical.nii")
                .noneMatch(name -> name.startsWith("images/") || name.startsWith("ct_"));
    }

    /** In the form of QuPath's "Export as GeoJSON": an annotation with a hole, a detection, and a point. */
    private static final String QUPATH =
            """
            {"type":"FeatureCollection","features":[
             {"type":"Feature","id":"0fb8a2c6-2a4a-4b7a-9a5c-6f0c5d2a1b11","geometry":{"type":"Polygon","coordinates":
              [[[1,1],[5,1],[5,4],[1,4],[1,1]],[[2,2],[2,3],[3,3],[3,2],[2,2]]]},
              "properties":{"objectType":"annotation","classification":{"name":"Tumor","color":[200,0,0]}}},
             {"type":"Feature","id":"0fb8a2c6-2a4a-4b7a-9a5c-6f0c5d2a1b12","geometry":{"type":"MultiPolygon","coordinates":
              [[[[6.4,0.4],[7.6,0.4],[7.6,1.6],[6.4,1.6],[6.4,0.4]]]]},"properties":{"objectType":"detection"}},
             {"type":"Feature","geometry":{"type":"Point","coordinates":[3,3]},"properties":{"objectType":"annotation"}}]}
            """;

    private static FramePlace photo(int width, int height) {
        return new FramePlace(width, height, 1, 1, "", "", "", Optional.empty());
    }

    @Test
    void outlinesOfQuPath_areFilledWherePixelCentresLieInside() throws IOException {
        Path file = Files.writeString(folder.resolve("qupath.geojson"), QUPATH);

        Mask mask = masks.open(file).onto(List.of(photo(8, 5))).get(0);

        assertThat(masks.isMask(file)).isTrue();
        assertThat(mask.pixels().stream())
                .containsExactly(6, 7, 8 + 1, 8 + 2, 8 + 3, 8 + 4, 8 + 6, 8 + 7, 17, 19, 20, 25, 26, 27, 28);
    }

    @Test
    void listsFeaturesAndBareGeometries_areReadToo() throws IOException {
        String polygon = "{\"plane\":{\"z\":-3},\"type\":\"Polygon\",\"coordinates\":[[[0,0],[2,0],[2,1],[0,1]]]}";
        String feature = "{\"other\":[1,{\"a\":2}],\"geometry\":" + polygon + ",\"type\":\"Feature\"}";
        for (String text : List.of(polygon, feature, "[" + feature + "]")) {
            MaskFile outlines = masks.open(Files.writeString(folder.resolve("o.geojson"), text));

            assertThat(outlines.onto(List.of(photo(6, 5))).get(0).pixels().stream())
                    .containsExactly(0, 1);
        }
    }

    @Test
    void outlinesOfALargerImage_areRefused() throws IOException {
        MaskFile outlines = masks.open(Files.writeString(folder.resolve("qupath.geojson"), QUPATH));

        assertThatThrownBy(() -> outlines.onto(List.of(photo(6, 5))))
                .isInstanceOf(ImageReadException.class)
                .hasMessageContaining("beyond the 6 x 5 pixels of the image");
    }

    @Test
    void collectionOfNothing_isAnEmptyMask() throws IOException {
        Path file = Files.writeString(folder.resolve("e.geojson"), "{\"type\":\"FeatureCollection\",\"features\":[]}");

        assertThat(masks.open(file).onto(List.of(photo(6, 5))).get(0).isEmpty()).isTrue();
    }

    @Test
    void brokenOutlines_areTold() throws IOException {
        for (String text : List.of(
                "{\"type\":\"FeatureColl",
                "{\"type\":\"Polygon\",\"coordinates\":[[[1,2],[\"x\",3],[4,5]]]}",
                "{\"type\":\"Polygon\",\"coordinates\":[]}",
                "{\"type\":\"Point\",\"coordinates\":[1,2]}",
                "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[0,1e300],[1,1e300]]]}",
                "[".repeat(5000))) {
            Path file = Files.writeString(folder.resolve("broken.geojson"), text);

            assertThatThrownBy(() -> masks.open(file))
                    .as(text.substring(0, Math.min(30, text.length())))
                    .isInstanceOf(ImageReadException.class);
        }
    }
}
