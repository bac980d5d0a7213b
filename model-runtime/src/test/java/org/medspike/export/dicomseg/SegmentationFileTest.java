package org.medspike.export.dicomseg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.medspike.export.dicomseg.Sources.slice;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medspike.export.DrawnMask;
import org.medspike.export.FrameResult;
import org.medspike.export.UnwritableException;
import org.medspike.imaging.Frame;
import org.medspike.imaging.ImageFiles;
import org.medspike.imaging.ImageSource;
import org.medspike.imaging.Plane;
import org.medspike.imaging.Vector3;
import org.medspike.imaging.dicom.DicomFiles;
import org.medspike.imaging.dicom.DicomHeader;
import org.medspike.imaging.dicom.SegmentationFrames;
import org.medspike.imaging.dicom.SegmentationFrames.ImageFrame;
import org.medspike.imaging.dicom.SourceObject;
import org.medspike.imaging.dicom.write.DicomObject;
import org.medspike.mask.Mask;

class SegmentationFileTest {

    @TempDir
    Path folder;

    private final SegmentationFile segmentations =
            new SegmentationFile(SegmentTerms.of("polyp"), Sources.ALGORITHM, UnaryOperator.identity());

    private Path binary(SegmentedFrame... frames) throws IOException {
        Path file = folder.resolve("seg.dcm");
        segmentations.writeBinary(file, List.of(frames));
        return file;
    }

    /**
     * PS3.5, 8.1.1: the first pixel is the lowest bit, and frames follow each other without a gap. 10010 and 01101 are the
     * bits 0, 3 and 6, 7, 9 of two bytes.
     */
    @Test
    void bitsArePackedAcrossRowsAndFrames() throws IOException {
        Path file = binary(
                slice(1, 0, FrameResult.of(DrawnMask.of("#..#."))), slice(2, 5, FrameResult.of(DrawnMask.of(".##.#"))));

        byte[] bytes = Files.readAllBytes(file);
        assertThat(new byte[] {bytes[bytes.length - 2], bytes[bytes.length - 1]})
                .containsExactly(0b1100_1001, 0b0000_0010);
    }

    @Test
    void masksAreReadBack_eachOnItsImage_emptyOnesLeftOut_sortedByPosition() throws IOException {
        Mask upper = DrawnMask.of("#..#.", "##...", ".....");
        Mask lower = DrawnMask.of(".....", "..#..", "....#");

        SegmentationFrames read = DicomFiles.segmentationFrames(binary(
                slice(1, 10, FrameResult.of(upper)),
                slice(2, 5, FrameResult.of(Mask.empty(5, 3))),
                slice(3, 0, FrameResult.of(lower))));

        assertThat(read.rows()).isEqualTo(3);
        assertThat(read.columns()).isEqualTo(5);
        assertThat(read.frameOfReferenceUid()).isEqualTo("1.2.3.4.6");
        assertThat(read.frames()).hasSize(2);
        assertThat(read.frames().get(0).images()).containsExactly(new ImageFrame("1.2.3.4.5.3", 0));
        assertThat(read.frames().get(0).object()).isEqualTo(lower.pixels());
        assertThat(read.frames().get(0).placement().orElseThrow().origin()).isEqualTo(new Vector3(-10, -20, 0));
        assertThat(read.frames().get(1).images()).containsExactly(new ImageFrame("1.2.3.4.5.1", 0));
        assertThat(read.frames().get(1).object()).isEqualTo(upper.pixels());
    }

    @Test
    void nothingFound_isOneEmptyFrame() throws IOException {
        SegmentationFrames read = DicomFiles.segmentationFrames(
                binary(slice(1, 0, FrameResult.of(Mask.empty(5, 3))), slice(2, 5, FrameResult.of(Mask.empty(5, 3)))));

        assertThat(read.frames()).hasSize(1);
        assertThat(read.frames().get(0).object().isEmpty()).isTrue();
    }

    @Test
    void probabilitiesAreReadBack_inStepsOf255() throws IOException {
        Plane probability = new Plane(5, 1, new float[] {0, 0.25f, 0.5f, 0.9999f, 1});
        Path file = folder.resolve("prob.dcm");

        segmentations.writeFractional(file, List.of(slice(1, 0, FrameResult.of(DrawnMask.of("..###"), probability))));

        try (ImageSource source = new ImageFiles().open(file)) {
            Frame frame = source.read(0);
            assertThat(Stream.iterate(0, i -> i + 1).limit(5).map(i -> frame.sample(i, 0, 0)))
                    .containsExactly(0, 64, 128, 255, 255);
        }
        assertThat(DicomFiles.segmentationFrames(file).frames().get(0).object().stream())
                .containsExactly(2, 3, 4);
    }

    @Test
    void frameOfAMultiFrameImage_isNamedByItsNumber() throws IOException {
        SourceObject clip = Sources.ct("1.2.3.4.5.9", 5, 1, 3);
        SegmentedFrame second = new SegmentedFrame(clip, 2, Optional.empty(), FrameResult.of(DrawnMask.of("#....")));

        SegmentationFrames read = DicomFiles.segmentationFrames(binary(second));

        assertThat(read.frames().get(0).images()).containsExactly(new ImageFrame("1.2.3.4.5.9", 2));
        assertThat(read.frames().get(0).placement()).isEmpty();
        assertThat(read.frameOfReferenceUid()).isEmpty();
    }

    @Test
    void fileTellsPatientStudyModelAndTerms() throws IOException {
        Path file = binary(slice(1, 0, FrameResult.of(DrawnMask.of("#...."))));

        DicomHeader header = DicomFiles.header(file).orElseThrow();
        assertThat(header.patientId()).isEqualTo("ID-4711");
        assertThat(header.modality()).isEqualTo("SEG");
        assertThat(header.sopClassUid()).isEqualTo("1.2.840.10008.5.1.4.1.1.66.4");
        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                .contains("Secret^Person", "19610203", "20240506", "1.2.3.4")
                .contains("68496003", "Polyp of colon", "49755003", "AUTOMATIC", "endoscopy", "ab".repeat(32))
                .contains("113076", "121322", "123110");
    }

    @Test
    void imageWhoseUidIsNone_isRefused_andNothingIsWritten() {
        SourceObject hostile = Sources.ct("../../../etc/passwd", 5, 1, 1);
        SegmentedFrame frame = new SegmentedFrame(hostile, 1, Sources.axial(0), FrameResult.of(DrawnMask.of("#....")));

        assertThatThrownBy(() -> binary(frame))
                .isInstanceOf(UnwritableException.class)
                .hasMessageContaining("no UIDs")
                .hasMessageNotContaining("etc");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void imageWithoutASpace_isSegmentedAllTheSame() throws IOException {
        SourceObject photo = new SourceObject(
                "1.2.840.10008.5.1.4.1.1.77.1.4",
                "1.2.9",
                "1.2.8",
                "",
                1,
                5,
                1,
                false,
                OptionalDouble.empty(),
                Sources.ct("1", 1, 1, 1).copied());

        SegmentationFrames read = DicomFiles.segmentationFrames(
                binary(new SegmentedFrame(photo, 1, Optional.empty(), FrameResult.of(DrawnMask.of("..#..")))));

        assertThat(read.frames().get(0).images()).containsExactly(new ImageFrame("1.2.9", 0));
        assertThat(read.frames().get(0).object().stream()).containsExactly(2);
    }

    @Test
    void deidentifiedFile_holdsNothingOfThePatient_andOneStandInForEachUid() throws IOException {
        SegmentationFile clean =
                new SegmentationFile(SegmentTerms.of("polyp"), Sources.ALGORITHM, new BasicProfile(new Pseudonyms()));
        List<SegmentedFrame> frames = List.of(
                slice(1, 0, FrameResult.of(DrawnMask.of("#...."))), slice(2, 5, FrameResult.of(DrawnMask.of("#...."))));
        Path first = folder.resolve("1.dcm");
        Path second = folder.resolve("2.dcm");

        clean.writeBinary(first, frames);
        clean.writeBinary(second, frames);

        String text = Files.readString(first, StandardCharsets.ISO_8859_1);
        assertThat(text)
                .doesNotContain("Secret", "Person", "4711", "19610203", "063Y", "20240506", "ACC-1", "1.2.3.4")
                .contains("113100", "Basic Application Confidentiality Profile", "YES")
                .contains("REMOVED");
        SegmentationFrames one = DicomFiles.segmentationFrames(first);
        SegmentationFrames two = DicomFiles.segmentationFrames(second);
        assertThat(one.frameOfReferenceUid()).startsWith("2.25.").isEqualTo(two.frameOfReferenceUid());
        assertThat(one.frames().get(0).images()).isEqualTo(two.frames().get(0).images());
        assertThat(one.frames().get(0).images())
                .isNotEqualTo(one.frames().get(1).images());
        DicomHeader header = DicomFiles.header(first).orElseThrow();
        assertThat(header.patientId())
                .startsWith("ANON-")
                .isEqualTo(DicomFiles.header(second).orElseThrow().patientId());
        assertThat(header.sopClassUid()).isEqualTo("1.2.840.10008.5.1.4.1.1.66.4");
    }

    @Test
    void anotherBatch_hasOtherStandIns() {
        DicomObject patient = Sources.ct("1.2", 1, 1, 1).copied();

        assertThat(stated(new BasicProfile(new Pseudonyms()).apply(patient)))
                .isNotEqualTo(stated(new BasicProfile(new Pseudonyms()).apply(patient)));
    }

    private static String stated(DicomObject object) {
        return object.text(org.medspike.imaging.dicom.write.Attribute.STUDY_INSTANCE_UID)
                + object.text(org.medspike.imaging.dicom.write.Attribute.PATIENT_ID);
    }
}
