package org.medspike.imaging.dicom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.medspike.imaging.dicom.write.Attribute;

class SourceObjectTest {

    @TempDir
    Path folder;

    private SourceObject read(DicomBytes file) throws IOException {
        return DicomFiles.source(Files.write(folder.resolve("image.dcm"), file.bytes()))
                .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {DicomBytes.EXPLICIT, DicomBytes.IMPLICIT, DicomBytes.BIG_ENDIAN})
    void patientAndStudyAreCopied_inEveryTransferSyntax(String syntax) throws IOException {
        DicomBytes code = new DicomBytes(syntax).text(Attribute.CODE_VALUE.tag(), "SH", "113100");
        SourceObject source = read(DicomBytes.file(syntax)
                .text(Tag.SPECIFIC_CHARACTER_SET, "CS", "ISO_IR 100")
                .text(Tag.SOP_CLASS_UID, "UI", "1.2.840.10008.5.1.4.1.1.2")
                .text(Tag.SOP_INSTANCE_UID, "UI", "1.2.3")
                .text(Attribute.PATIENT_NAME.tag(), "PN", "M\u00fcller^A")
                .sequence(Tag.DEIDENTIFICATION_METHOD_CODE_SEQUENCE, code)
                .text(Attribute.STUDY_INSTANCE_UID.tag(), "UI", "1.2.4")
                .image(7, 5, "MONOCHROME2", 16, 16, false)
                .cells(new int[35]));

        assertThat(source.sopInstanceUid()).isEqualTo("1.2.3");
        assertThat(source.columns()).isEqualTo(7);
        assertThat(source.rows()).isEqualTo(5);
        assertThat(source.frames()).isOne();
        assertThat(source.placed()).isFalse();
        assertThat(source.copied().text(Attribute.PATIENT_NAME)).isEqualTo("M\u00fcller^A");
        assertThat(source.copied().text(Attribute.STUDY_INSTANCE_UID)).isEqualTo("1.2.4");
        assertThat(source.copied().items(Attribute.DEIDENTIFICATION_METHOD_CODE_SEQUENCE))
                .hasSize(1);
        assertThat(source.toString()).doesNotContain("ller");
        assertThat(source.copied().toString()).doesNotContain("ller");
    }

    @Test
    void valuesOfTheOldForm_becomeThoseOfToday_andEmptyOnesAreLeftOut() throws IOException {
        SourceObject source = read(DicomBytes.file(DicomBytes.EXPLICIT)
                .text(Tag.SPECIFIC_CHARACTER_SET, "CS", "")
                .text(Tag.SOP_CLASS_UID, "UI", "1.2.840.10008.5.1.4.1.1.2")
                .text(Attribute.STUDY_DATE.tag(), "DA", "1995.06.26")
                .text(Attribute.STUDY_TIME.tag(), "TM", "11:20:00")
                .text(Attribute.PATIENT_AGE.tag(), "AS", "24"));

        assertThat(source.copied().text(Attribute.STUDY_DATE)).isEqualTo("19950626");
        assertThat(source.copied().text(Attribute.STUDY_TIME)).isEqualTo("112000");
        assertThat(source.copied().attributes())
                .doesNotContain(Attribute.SPECIFIC_CHARACTER_SET, Attribute.PATIENT_AGE);
    }

    @Test
    void fileThatIsNoDicom_isNoSource() throws IOException {
        assertThat(DicomFiles.source(Files.writeString(folder.resolve("t"), "text ".repeat(99))))
                .isEmpty();
    }
}
