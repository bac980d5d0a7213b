package org.medspike.app.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medspike.mask.Mask;

/** A mask from a file lies on its image, whichever is opened first. */
class MaskDeskTest {

    @TempDir
    Path folder;

    private Desk desk;
    private MaskDesk masks;

    @BeforeEach
    void begin() {
        desk = new Desk(folder.resolve("home"));
        masks = new MaskDesk(desk.workbench, desk.series, desk.jobs);
    }

    @AfterEach
    void end() {
        desk.close();
    }

    /** Values are 100 k + 10 j + i, so all but the first voxel belong to the object. */
    private Path mask(int slices) throws IOException {
        return Desk.volume(folder.resolve("mask.nii"), 4, 3, slices);
    }

    private void untilLaid() {
        desk.fx.until(() -> masks.laidProperty().get().isPresent());
    }

    @Test
    void mask_liesOnTheOpenVolume() throws IOException {
        desk.open(Desk.volume(folder.resolve("v.nii"), 4, 3, 2));

        masks.open(mask(2));

        untilLaid();
        LaidMask laid = masks.laidProperty().get().orElseThrow();
        Mask first = laid.of(desk.image()).orElseThrow();
        assertThat(first.pixelCount()).isEqualTo(11);
        assertThat(first.contains(0, 0)).isFalse();
        // 23 voxels of one cubic millimetre.
        assertThat(laid.text())
                .isEqualTo("Mask of mask.nii: 23 px, drawn on 2 of 2 images, volume 0.02 ml (n = 2 images).");
    }

    @Test
    void mask_waitsForItsImage() throws IOException {
        masks.open(mask(2));
        desk.fx.until(() -> desk.workbench.noticeProperty().get().isPresent());
        assertThat(desk.workbench.noticeProperty().get().orElseThrow().text()).contains("when that is opened");

        desk.open(Desk.volume(folder.resolve("v.nii"), 4, 3, 2));

        untilLaid();
    }

    @Test
    void maskOfAnotherImage_isRefusedInASentence_andWaits() throws IOException {
        Path other = Desk.volume(folder.resolve("other.nii"), 4, 3, 2);
        byte[] coarser = Files.readAllBytes(other);
        // The first row of the sform: 1.7 mm from column to column.
        ByteBuffer.wrap(coarser).order(ByteOrder.LITTLE_ENDIAN).putFloat(280, -1.7f);
        desk.open(Files.write(other, coarser));

        masks.open(mask(2));
        desk.fx.until(() -> desk.workbench
                .noticeProperty()
                .get()
                .map(Notice::text)
                .orElse("")
                .contains("cannot be laid onto this image"));
        assertThat(masks.laidProperty().get()).isEmpty();

        desk.open(Desk.volume(folder.resolve("v.nii"), 4, 3, 2));
        untilLaid();
        masks.remove();
        assertThat(masks.laidProperty().get()).isEmpty();
    }

    @Test
    void outlines_areAMask_whenTheyAreOpenedLikeAnImage() throws IOException {
        desk.open(Desk.volume(folder.resolve("v.nii"), 4, 3, 1));
        Path outlines = Files.writeString(
                folder.resolve("outline.geojson"),
                "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":{},\"geometry\":"
                        + "{\"type\":\"Polygon\",\"coordinates\":[[[1,0],[3,0],[3,2],[1,2],[1,0]]]}}]}");

        desk.open(outlines);

        untilLaid();
        Mask drawn = masks.laidProperty().get().orElseThrow().of(desk.image()).orElseThrow();
        assertThat(drawn.pixelCount()).isEqualTo(4);
        assertThat(drawn.contains(1, 0)).isTrue();
    }

    @Test
    void realSegmentation_liesOnTheSeriesItNames() {
        Path corpus = Path.of(System.getProperty("medspike.shared", "absent"), "corpus", "seg");
        Assumptions.assumeTrue(Files.isDirectory(corpus), "skipped: the test corpus is not at " + corpus);
        desk.open(corpus.resolve("ct_source_01.dcm"));

        desk.open(corpus.resolve("seg_liver_binary.dcm"));

        untilLaid();
        // As pydicom counts the set pixels of the file's three frames, 0.810547 mm a side, 1 mm apart.
        assertThat(masks.laidProperty().get().orElseThrow().text())
                .isEqualTo("Mask of seg_liver_binary.dcm: 107098 px, drawn on 3 of 3 images, volume 70.36 ml (n = 3"
                        + " images).");
    }
}
