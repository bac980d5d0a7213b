package org.medspike.imaging.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medspike.imaging.CorpusManifest;
import org.medspike.imaging.ImageReadException;

class DicomFilesTest {

    private static final String SEG = "1.2.840.10008.5.1.4.1.1.66.4";

    @TempDir
    Path folder;

    private static DicomBytes drawnOn(String uid) {
        DicomBytes source = new DicomBytes(DicomBytes.EXPLICIT).text(Tag.REFERENCED_SOP_INSTANCE_UID, "UI", uid);
        DicomBytes derivation = new DicomBytes(DicomBytes.EXPLICIT).sequence(Tag.SOURCE_IMAGE_SEQUENCE, source);
        return new DicomBytes(DicomBytes.EXPLICIT).sequence(Tag.DERIVATION_IMAGE_SEQUENCE, derivation);
    }

    private static DicomBytes segmentation(String type, int columns, int rows, int bits, String... images) {
        DicomBytes[] frames = new DicomBytes[images.length];
        for (int i = 0; i < images.length; i++) {
            frames[i] = drawnOn(images[i]);
        }
        return DicomBytes.file(DicomBytes.EXPLICIT)
                .text(Tag.SOP_CLASS_UID, "UI", SEG)
                .text(Tag.SOP_INSTANCE_UID, "UI", "1.2.3")
                .text(Tag.MODALITY, "CS", "SEG")
                .text(Tag.PATIENT_ID, "LO", "P 17")
                .text(Tag.NUMBER_OF_FRAMES, "IS", Integer.toString(images.length))
                .image(columns, rows, "MONOCHROME2", bits, bits, false)
                .text(Tag.SEGMENTATION_TYPE, "CS", type)
                .number(Tag.MAXIMUM_FRACTIONAL_VALUE, 200)
                .sequence(Tag.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE, frames);
    }

    private DicomSegmentation read(DicomBytes file, int... pixels) throws IOException {
        byte[] bytes = new byte[pixels.length];
        for (int i = 0; i < pixels.length; i++) {
            bytes[i] = (byte) pixels[i];
        }
        return DicomFiles.segmentation(write(file.element(Tag.PIXEL_DATA, "OB", bytes)));
    }

    private Path write(DicomBytes file) throws IOException {
        return Files.write(folder.resolve("seg.dcm"), file.bytes());
    }

    /**
     * Frames of 5 x 1 pixels follow each other without padding, the first pixel in the lowest bit: 10010, 01101 and 00011
     * are the bits 0, 3; 6, 7, 9; 13, 14. The first and the last frame are two segments of one image.
     */
    @Test
    void binary_isLowestBitFirst_acrossBytes_andSegmentsAreUnited() throws IOException {
        DicomSegmentation seg = read(segmentation("BINARY", 5, 1, 1, "1.1", "1.2", "1.1"), 0b1100_1001, 0b0110_0010);

        assertThat(seg.rows()).isOne();
        assertThat(seg.columns()).isEqualTo(5);
        assertThat(seg.objects()).containsOnlyKeys("1.1", "1.2");
        assertThat(seg.objects().get("1.1").stream()).containsExactly(0, 3, 4);
        assertThat(seg.objects().get("1.2").stream()).containsExactly(1, 2, 4);
    }

    @Test
    void fractional_isObjectFromHalfOfTheMaximum() throws IOException {
        DicomSegmentation seg = read(segmentation("FRACTIONAL", 2, 2, 8, "1.1"), 0, 99, 100, 200);

        assertThat(seg.objects().get("1.1").stream()).containsExactly(2, 3);
    }

    @Test
    void labelMap_isObjectWhereItIsNotZero() throws IOException {
        DicomSegmentation seg = read(segmentation("LABELMAP", 2, 2, 8, "1.1"), 0, 1, 7, 0);

        assertThat(seg.objects().get("1.1").stream()).containsExactly(1, 2);
    }

    @Test
    void headerIsRead_andItsTextDoesNotTellThePatient() throws IOException {
        Path file = write(segmentation("BINARY", 5, 1, 1, "1.1").element(Tag.PIXEL_DATA, "OB", new byte[2]));

        assertThat(DicomFiles.header(file)).hasValueSatisfying(header -> {
            assertThat(header).isEqualTo(new DicomHeader("P 17", "1.2.3", "SEG", SEG, 1, 5));
            assertThat(header.toString()).doesNotContain("17");
        });
    }

    @Test
    void fileThatIsNoDicom_hasNoHeader_andIsNoSegmentation() throws IOException {
        Path file = Files.writeString(folder.resolve("text"), "text ".repeat(100));

        assertThat(DicomFiles.header(file)).isEmpty();
        assertThatThrownBy(() -> DicomFiles.segmentation(file))
                .isInstanceOf(ImageReadException.class)
                .hasMessageContaining("no DICOM segmentation");
    }

    @Test
    void ctImage_isNoSegmentation() throws IOException {
        Path file = write(DicomBytes.file(DicomBytes.EXPLICIT)
                .text(Tag.SOP_CLASS_UID, "UI", "1.2.840.10008.5.1.4.1.1.2")
                .image(1, 1, "MONOCHROME2", 16, 16, false)
                .cells(1));

        assertThatThrownBy(() -> DicomFiles.segmentation(file))
                .isInstanceOf(ImageReadException.class)
                .hasMessageContaining("no segmentation (SEG)");
    }

    @Test
    void frameThatNamesNoImage_isTold() throws IOException {
        DicomBytes file = DicomBytes.file(DicomBytes.EXPLICIT)
                .text(Tag.SOP_CLASS_UID, "UI", SEG)
                .image(8, 1, "MONOCHROME2", 1, 1, false)
                .text(Tag.SEGMENTATION_TYPE, "CS", "BINARY");

        assertThatThrownBy(() -> read(file, 255, 0))
                .isInstanceOf(ImageReadException.class)
                .hasMessageContaining("does not say which image");
    }

    /** The liver of the corpus: three frames on three slices; the first covers 36233 of 512 x 512 pixels (manifest). */
    @Test
    void segmentationOfTheCorpus_namesTheSlicesBesideIt() throws IOException {
        Path corpus = CorpusManifest.folder().resolve("seg");
        assumeTrue(Files.isDirectory(corpus), "skipped: the test corpus is not at " + corpus);

        DicomSegmentation seg = DicomFiles.segmentation(corpus.resolve("seg_liver_binary.dcm"));

        assertThat(seg.objects()).hasSize(3);
        for (int i = 1; i <= 3; i++) {
            DicomHeader ct = DicomFiles.header(corpus.resolve("ct_source_0" + i + ".dcm"))
                    .orElseThrow();
            assertThat(ct.rows()).isEqualTo(seg.rows());
            assertThat(seg.objects()).containsKey(ct.sopInstanceUid());
        }
        assertThat(seg.objects().values().stream().map(BitSet::cardinality)).contains(36233);
    }
}
