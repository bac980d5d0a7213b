package org.medspike.imaging.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.medspike.imaging.DisplayPixels;
import org.medspike.imaging.Frame;
import org.medspike.imaging.ImageReadException;
import org.medspike.imaging.ImageSource;
import org.medspike.imaging.Photometric;
import org.medspike.imaging.PixelSpacing;

/** What every {@link DicomProvider} must do; a sub-class names the provider. */
abstract class DicomProviderContract {

    private static final String RLE = "1.2.840.10008.1.2.5";

    @TempDir
    Path folder;

    /** A fresh provider. */
    abstract DicomProvider provider();

    /** Values are shifted down from the high bit, freed of what is not stored, and have their sign. */
    @ParameterizedTest
    @ValueSource(strings = {DicomBytes.EXPLICIT, DicomBytes.IMPLICIT, DicomBytes.BIG_ENDIAN})
    void storedValues_areExact(String syntax) throws IOException {
        DicomBytes file = DicomBytes.file(syntax)
                .image(3, 1, "MONOCHROME2", 16, 12, true)
                .number(Tag.HIGH_BIT, 13)
                .cells(0xe00f << 2 & 0xffff, 0x1ffc, 0x2000 | 0x0003);

        assertThat(values(read(file))).containsExactly(sign(0xe00f & 0xfff), 0x7ff, -2048);
    }

    private static int sign(int twelveBits) {
        return twelveBits >= 2048 ? twelveBits - 4096 : twelveBits;
    }

    @Test
    void thirtyTwoBits_areUnsignedWhereTheHeaderSaysSo() throws IOException {
        byte[] cells = ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(-2)
                .putInt(5)
                .array();

        Frame frame = read(DicomBytes.file(DicomBytes.EXPLICIT)
                .image(2, 1, "MONOCHROME2", 32, 32, false)
                .element(Tag.PIXEL_DATA, "OW", cells));

        assertThat(frame.samples().value(0)).isEqualTo(4294967294.0);
        assertThat(frame.samples().value(1)).isEqualTo(5);
    }

    @Test
    void singleBits_beginWithTheLowest_andFramesShareBytes() throws IOException {
        DicomBytes file = DicomBytes.file(DicomBytes.EXPLICIT)
                .text(Tag.NUMBER_OF_FRAMES, "IS", "2")
                .image(3, 1, "MONOCHROME2", 1, 1, false)
                .element(Tag.PIXEL_DATA, "OB", new byte[] {0b101110, 0});

        try (ImageSource source = open(file)) {
            assertThat(values(source.read(0))).containsExactly(0, 1, 1);
            assertThat(values(source.read(1))).containsExactly(1, 0, 1);
        }
    }

    /** In big endian two bytes of a word stand the wrong way round (PS3.5, annex A.3). */
    @Test
    void bytesInWordsOfBigEndian_areExchanged() throws IOException {
        DicomBytes file = DicomBytes.file(DicomBytes.BIG_ENDIAN)
                .image(3, 1, "MONOCHROME2", 8, 8, false)
                .element(Tag.PIXEL_DATA, "OW", new byte[] {2, 1, 4, 3});

        assertThat(values(read(file))).containsExactly(1, 2, 3);
    }

    @Test
    void paletteIndexes_stayIndexes_andAreShownInTheirColours() throws IOException {
        DicomBytes file = DicomBytes.file(DicomBytes.EXPLICIT)
                .image(3, 1, "PALETTE COLOR", 8, 8, false)
                .element(Tag.RED_PALETTE_DESCRIPTOR, "US", words(2, 10, 16))
                .element(Tag.RED_PALETTE_DESCRIPTOR + 1, "US", words(2, 10, 16))
                .element(Tag.RED_PALETTE_DESCRIPTOR + 2, "US", words(2, 10, 16))
                .element(Tag.RED_PALETTE_DATA, "OW", words(0xff00, 0x1000))
                .element(Tag.RED_PALETTE_DATA + 1, "OW", words(0x8000, 0x2000))
                .element(Tag.RED_PALETTE_DATA + 2, "OW", words(0, 0x3000))
                .element(Tag.PIXEL_DATA, "OB", new byte[] {10, 11, 0, 0});

        Frame frame = read(file);

        assertThat(values(frame)).containsExactly(10, 11, 0);
        assertThat(DisplayPixels.of(frame)).containsExactly(0xffff8000, 0xff102030, 0xffff8000);
    }

    /** A discrete segment, then a line of four steps (PS3.3, C.7.9.2). */
    @Test
    void segmentedPalette_isExpanded() throws IOException {
        DicomBytes file = DicomBytes.file(DicomBytes.EXPLICIT).image(5, 1, "PALETTE COLOR", 8, 8, false);
        for (int c = 0; c < 3; c++) {
            file.element(Tag.RED_PALETTE_DESCRIPTOR + c, "US", words(5, 0, 16));
        }
        for (int c = 0; c < 3; c++) {
            file.element(Tag.RED_PALETTE_SEGMENTED_DATA + c, "OW", words(0, 1, 0x1000, 1, 4, 0x5000));
        }
        file.element(Tag.PIXEL_DATA, "OB", new byte[] {0, 1, 2, 3, 4, 0});

        assertThat(DisplayPixels.of(read(file)))
                .containsExactly(0xff101010, 0xff202020, 0xff303030, 0xff404040, 0xff505050);
    }

    @Test
    void luminanceWithSharedChroma_isRepeated_andNotConverted() throws IOException {
        DicomBytes file = colours("YBR_FULL_422", 0, 10, 20, 100, 200);

        Frame frame = read(file);

        assertThat(frame.photometric()).isEqualTo(Photometric.YBR_FULL);
        assertThat(values(frame)).containsExactly(10, 100, 200, 20, 100, 200);
    }

    @Test
    void planesAndPixels_comeOutAlike() throws IOException {
        assertThat(values(read(colours("RGB", 0, 1, 2, 3, 4, 5, 6)))).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(values(read(colours("RGB", 1, 1, 4, 2, 5, 3, 6)))).containsExactly(1, 2, 3, 4, 5, 6);
    }

    private static DicomBytes colours(String photometric, int planar, int... bytes) {
        byte[] cells = new byte[bytes.length];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = (byte) bytes[i];
        }
        return DicomBytes.file(DicomBytes.EXPLICIT)
                .number(Tag.SAMPLES_PER_PIXEL, 3)
                .text(Tag.PHOTOMETRIC_INTERPRETATION, "CS", photometric)
                .number(Tag.PLANAR_CONFIGURATION, planar)
                .number(Tag.ROWS, 1)
                .number(Tag.COLUMNS, 2)
                .number(Tag.BITS_ALLOCATED, 8)
                .element(Tag.PIXEL_DATA, "OB", cells);
    }

    /** A table of measures from -3 up; what lies outside takes the nearest entry. */
    @Test
    void modalityLut_givesTheMeasures() throws IOException {
        DicomBytes item = new DicomBytes(DicomBytes.EXPLICIT)
                .element(Tag.LUT_DESCRIPTOR, "SS", words(3, -3, 16))
                .element(Tag.LUT_DATA, "OW", words(7, 70, 700));

        Frame frame = read(DicomBytes.file(DicomBytes.EXPLICIT)
                .image(3, 1, "MONOCHROME2", 16, 16, true)
                .sequence(Tag.MODALITY_LUT_SEQUENCE, item)
                .cells(-9, -2, 9));

        assertThat(frame.measure(0, 0)).isEqualTo(7);
        assertThat(frame.measure(1, 0)).isEqualTo(70);
        assertThat(frame.measure(2, 0)).isEqualTo(700);
    }

    /** High bytes first, then low ones: 0x0102 four times, then 0x0304 (PS3.5, annex G). */
    @Test
    void rle_isUnpacked_framesBeingFoundByTheirHeadersOrTables() throws IOException {
        byte[] first = rle(new byte[] {-3, 1, 0, 3}, new byte[] {-3, 2, 0, 4});
        byte[] second = rle(new byte[] {-4, 9}, new byte[] {-4, 8});
        int[] one = {0x102, 0x102, 0x102, 0x102, 0x304};
        int[] two = {0x908, 0x908, 0x908, 0x908, 0x908};
        byte[] headTable = words(0, 0, 8 + 70 + 8 + first.length - 70, 0);

        for (byte[] table : new byte[][] {new byte[0], headTable}) {
            // The first frame is in two fragments.
            byte[] pixels =
                    encapsulated(table, Arrays.copyOf(first, 70), Arrays.copyOfRange(first, 70, first.length), second);
            DicomBytes file = DicomBytes.file(RLE)
                    .text(Tag.NUMBER_OF_FRAMES, "IS", "2")
                    .image(5, 1, "MONOCHROME2", 16, 16, false)
                    .header(Tag.PIXEL_DATA, "OB", -1)
                    .raw(pixels);
            try (ImageSource source = open(file)) {
                assertThat(values(source.read(0))).containsExactly(one);
                assertThat(values(source.read(1))).containsExactly(two);
            }
        }
    }

    private static byte[] rle(byte[] high, byte[] low) {
        ByteBuffer frame = ByteBuffer.allocate(64 + high.length + low.length + (high.length + low.length) % 2)
                .order(ByteOrder.LITTLE_ENDIAN);
        frame.putInt(2).putInt(64).putInt(64 + high.length).position(64);
        return frame.put(high).put(low).array();
    }

    private static byte[] encapsulated(byte[]... items) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] item : items) {
            out.writeBytes(words(0xfffe, 0xe000, item.length, 0));
            out.writeBytes(item);
        }
        out.writeBytes(words(0xfffe, 0xe0dd, 0, 0));
        return out.toByteArray();
    }

    @Test
    void header_isTold_alsoWhereItMakesNoSense() throws IOException {
        DicomBytes file = DicomBytes.file(DicomBytes.EXPLICIT)
                .image(1, 1, "MONOCHROME2", 16, 16, false)
                .text(Tag.PIXEL_SPACING, "DS", "0.5\\0.25")
                .text(Tag.WINDOW_CENTER, "DS", "3")
                .text(Tag.WINDOW_WIDTH, "DS", "0")
                .cells(1);

        try (ImageSource source = open(file)) {
            assertThat(source.info().format()).isEqualTo("DICOM");
            assertThat(source.info().encoding()).contains(DicomBytes.EXPLICIT);
            assertThat(source.info().spacing()).contains(new PixelSpacing(0.5, 0.25));
            assertThat(source.info().window()).isEmpty();
            assertThat(source.info().stated().windowWidth()).hasValue(0);
            assertThat(source.info().stated().photometric()).contains("MONOCHROME2");
        }
    }

    @Test
    void unknownTransferSyntax_isRefusedByName() {
        DicomBytes file = DicomBytes.file("1.2.840.10008.1.2.4.102")
                .image(1, 1, "MONOCHROME2", 8, 8, false)
                .header(Tag.PIXEL_DATA, "OB", -1)
                .raw(encapsulated(new byte[0], new byte[] {0, 0}));

        assertThatThrownBy(() -> read(file))
                .isInstanceOfSatisfying(ImageReadException.class, e -> assertThat(e.isUnsupported())
                        .isTrue())
                .hasMessageContaining("H.264");
    }

    @Test
    void whatIsDeclared_isCheckedBeforeAnythingIsAllocated() {
        DicomBytes file = DicomBytes.file(DicomBytes.EXPLICIT)
                .text(Tag.NUMBER_OF_FRAMES, "IS", "2147483647")
                .image(65535, 1000, "MONOCHROME2", 16, 16, false)
                .cells(1);

        assertThatThrownBy(() -> read(file)).isInstanceOf(ImageReadException.class);
    }

    @Test
    void sentences_doNotTellOfThePatient() {
        DicomBytes file = DicomBytes.file(DicomBytes.EXPLICIT)
                .text(Tag.PATIENT_NAME, "PN", "Secret^Person")
                .text(Tag.PATIENT_ID, "LO", "SECRET-1")
                .image(9, 9, "MONOCHROME2", 16, 16, false)
                .cells(1);

        assertThatThrownBy(() -> read(file))
                .isInstanceOf(ImageReadException.class)
                .message()
                .hasSizeGreaterThan(20)
                .doesNotContainIgnoringCase("secret");
    }

    private static byte[] words(int... values) {
        ByteBuffer words = ByteBuffer.allocate(2 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int value : values) {
            words.putShort((short) value);
        }
        return words.array();
    }

    private ImageSource open(DicomBytes file) throws IOException {
        return provider().open(Files.write(folder.resolve("image.dcm"), file.bytes()));
    }

    private Frame read(DicomBytes file) throws IOException {
        try (ImageSource source = open(file)) {
            return source.read(0);
        }
    }

    private static int[] values(Frame frame) {
        int[] values = new int[frame.samples().length()];
        Arrays.setAll(values, frame.samples()::get);
        return values;
    }
}
