package org.medspike.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medspike.imaging.ImageFiles;
import org.medspike.task.TaskContext;

/** Data folders of NIfTI volumes, and of DICOM images with segmentations. */
class VolumesTest {

    private static final Path CORPUS = Path.of(System.getProperty("medspike.shared", "../../shared"), "corpus", "seg");

    @TempDir
    Path folder;

    @BeforeEach
    void makeFolders() throws IOException {
        Files.createDirectories(folder.resolve("images"));
        Files.createDirectories(folder.resolve("masks"));
    }

    /** A NIfTI-1 volume of bytes, 4 x 3 x slices. */
    private void volume(String name, int slices, int... values) throws IOException {
        ByteBuffer file = ByteBuffer.allocate(352 + 12 * slices).order(ByteOrder.LITTLE_ENDIAN);
        file.putInt(0, 348).putShort(40, (short) 3).putShort(42, (short) 4).putShort(44, (short) 3);
        file.putShort(46, (short) slices).putShort(70, (short) 2).putShort(72, (short) 8);
        file.putFloat(80, 1).putFloat(84, 1).putFloat(88, 1).putFloat(108, 352);
        file.put(344, "n+1".getBytes(StandardCharsets.US_ASCII));
        for (int i = 0; i < values.length; i++) {
            file.put(352 + i, (byte) values[i]);
        }
        Files.write(folder.resolve(name), file.array());
    }

    private static int[] slices(int count, int objectSlice) {
        int[] values = new int[12 * count];
        values[12 * objectSlice + 5] = 1;
        return values;
    }

    @Test
    void volume_isACaseForEachSlice_keptTogetherByItsName() throws IOException {
        volume("images/a.nii", 3, slices(3, 0));
        volume("masks/a.nii", 3, slices(3, 1));
        volume("images/b.nii", 2, slices(2, 0));
        volume("masks/b.nii", 2, slices(2, 0));

        Inspection inspection =
                Inspection.of(DataFolder.open(folder), new ImageFiles(), image -> {}, TaskContext.UNWATCHED);

        assertThat(inspection.folder().cases())
                .extracting(Case::stem)
                .containsExactly("a_0001", "a_0002", "a_0003", "b_0001", "b_0002");
        assertThat(inspection.found())
                .extracting(Inspection.Finding::object)
                .containsExactly(false, true, false, true, false);
        Split split = new SplitRule(41, 0.4, 1, 1, Grouping.AUTO, false).divide(inspection);
        assertThat(split.validation())
                .extracting(Case::owner)
                .containsOnly(split.validation().get(0).owner());
    }

    /** Whatever the user says of names: slices of one volume never come apart. */
    @Test
    void slicesStayTogether_alsoUnderAnExpressionOrFolders() throws IOException {
        volume("images/a.nii", 3, slices(3, 0));
        volume("masks/a.nii", 3, slices(3, 1));
        volume("images/b.nii", 2, slices(2, 0));
        volume("masks/b.nii", 2, slices(2, 0));
        Inspection inspection =
                Inspection.of(DataFolder.open(folder), new ImageFiles(), image -> {}, TaskContext.UNWATCHED);

        for (Grouping grouping : List.of(Grouping.FOLDER, Grouping.parse("^(.*)$"))) {
            Split split = new SplitRule(41, 0.2, 1, 1, grouping, false).divide(inspection);
            List<String> held =
                    split.validation().stream().map(Case::owner).distinct().toList();
            assertThat(held).hasSize(1);
            assertThat(split.training()).noneMatch(one -> held.contains(one.owner()));
        }
    }

    /** A volume that is most of the folder is not held out while there is anything else. */
    @Test
    void groupThatIsMuchTooLarge_staysWithThoseToLearnFrom() throws IOException {
        volume("images/a.nii", 30, slices(30, 0));
        volume("masks/a.nii", 30, slices(30, 1));
        for (String name : List.of("b", "c", "d")) {
            volume("images/" + name + ".nii", 2, slices(2, 0));
            volume("masks/" + name + ".nii", 2, slices(2, 0));
        }
        Inspection inspection =
                Inspection.of(DataFolder.open(folder), new ImageFiles(), image -> {}, TaskContext.UNWATCHED);

        for (long seed = 0; seed < 12; seed++) {
            Split split = new SplitRule(seed, 0.15, 1, 1, Grouping.AUTO, false).divide(inspection);
            assertThat(split.validation()).hasSizeBetween(2, 8).noneMatch(one -> one.owner()
                    .equals("a"));
        }
    }

    @Test
    void maskWithFewerSlices_isTold() throws IOException {
        volume("images/a.nii", 3, slices(3, 0));
        volume("masks/a.nii", 2, slices(2, 1));

        assertThatThrownBy(() -> DataFolder.open(folder))
                .isInstanceOf(DataFolderException.class)
                .hasMessageContainingAll("a.nii", "3 frames", "has 2");
    }

    @Test
    void dicomSegmentation_isPairedWithTheImagesThatItRefersTo() throws IOException {
        assumeTrue(Files.isDirectory(CORPUS), () -> "skipped: no corpus at " + CORPUS);
        for (int i = 1; i <= 3; i++) {
            Files.createSymbolicLink(
                    folder.resolve("images/slice" + i + ".dcm"),
                    CORPUS.resolve("ct_source_0" + i + ".dcm").toAbsolutePath());
        }
        Files.createSymbolicLink(
                folder.resolve("masks/liver.dcm"),
                CORPUS.resolve("seg_liver_binary.dcm").toAbsolutePath());

        List<Case> cases = DataFolder.open(folder).cases();

        assertThat(cases).extracting(Case::stem).containsExactly("slice1", "slice2", "slice3");
        assertThat(cases).extracting(Case::owner).containsOnly(cases.get(0).owner());
        assertThat(cases.get(0).owner()).startsWith("patient-");
        int outlined = 0;
        try (CaseReader reader = new CaseReader(new ImageFiles())) {
            for (Case one : cases) {
                LabelledImage image = reader.read(one);
                assertThat(image.truth().width()).isEqualTo(image.image().width());
                outlined += image.truth().pixelCount();
            }
        }
        assertThat(outlined).isPositive();
    }

    @Test
    void dicomImageThatNoSegmentationRefersTo_isTold() throws IOException {
        assumeTrue(Files.isDirectory(CORPUS), () -> "skipped: no corpus at " + CORPUS);
        Files.createSymbolicLink(
                folder.resolve("images/other.dcm"),
                CORPUS.resolveSibling("ct_series").resolve("I10").toAbsolutePath());
        Files.createSymbolicLink(
                folder.resolve("masks/liver.dcm"),
                CORPUS.resolve("seg_liver_binary.dcm").toAbsolutePath());

        assertThatThrownBy(() -> DataFolder.open(folder))
                .isInstanceOf(DataFolderException.class)
                .hasMessageContainingAll("other.dcm", "no segmentation refers to it");
    }
}
