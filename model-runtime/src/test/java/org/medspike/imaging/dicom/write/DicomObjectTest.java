package org.medspike.imaging.dicom.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Comparator;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DicomObjectTest {

    /** PS3.5, 7.1.2: tag, value representation, length, value of even length; an item has a tag and a length. */
    @Test
    void elementsAreInTheOrderOfTheirTags_paddedAsTheirKindAsks() {
        DicomObject object = new DicomObject()
                .put(Attribute.ROWS, 258)
                .putItems(Attribute.SEGMENT_SEQUENCE, new DicomObject().put(Attribute.SEGMENT_NUMBER, 1))
                .put(Attribute.MODALITY, "SEG")
                .put(Attribute.SOP_CLASS_UID, "1.2");

        assertThat(object.encoded())
                .containsExactly(
                        0x08, 0, 0x16, 0, 'U', 'I', 4, 0, '1', '.', '2', 0, //
                        0x08, 0, 0x60, 0, 'C', 'S', 4, 0, 'S', 'E', 'G', ' ', //
                        0x28, 0, 0x10, 0, 'U', 'S', 2, 0, 2, 1, //
                        0x62, 0, 0x02, 0, 'S', 'Q', 0, 0, 18, 0, 0, 0, //
                        0xfe, 0xff, 0x00, 0xe0, 10, 0, 0, 0, //
                        0x62, 0, 0x04, 0, 'U', 'S', 2, 0, 1, 0);
    }

    @Test
    void attributesAreListedInTheOrderOfTheirTags() {
        assertThat(Attribute.values()).isSortedAccordingTo(Comparator.comparingInt(Attribute::tag));
    }

    @ParameterizedTest
    @ValueSource(
            doubles = {
                0,
                1,
                -126.690002,
                0.451171875,
                1.0 / 3,
                -1.0 / 3e5,
                1e-20,
                -1.23456789012345e17,
                2.37080911649526
            })
    void decimalsFitIntoSixteenCharacters_andLoseLittle(double number) {
        String text =
                new DicomObject().putDecimals(Attribute.SLICE_THICKNESS, number).text(Attribute.SLICE_THICKNESS);

        assertThat(text).hasSizeLessThanOrEqualTo(16).matches("[-+0-9.E]+");
        assertThat(Double.parseDouble(text)).isCloseTo(number, within(Math.abs(number) * 1e-8));
    }

    /** The example of PS3.5, B.2. */
    @Test
    void uuidBecomesADecimalNumberBelow225() {
        assertThat(Uid.of(UUID.fromString("f81d4fae-7dec-11d0-a765-00a0c91e6bf6")))
                .isEqualTo("2.25.329800735698586629295641978511506172918");
        assertThat(Uid.random()).startsWith("2.25.").isNotEqualTo(Uid.random());
    }

    @Test
    void whatFilesCallAUid_mayBeNone() {
        assertThat(Uid.isOne("1.2.840.10008.1.2")).isTrue();
        assertThat(Uid.isOne("../../etc/passwd")).isFalse();
        assertThat(Uid.isOne("")).isFalse();
        assertThat(Uid.isOne("1." + "2".repeat(63))).isFalse();
    }
}
