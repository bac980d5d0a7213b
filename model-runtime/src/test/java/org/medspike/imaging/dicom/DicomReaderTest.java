package org.medspike.imaging.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.medspike.imaging.DisplayPixels;
import org.medspike.imaging.Frame;
import org.medspike.imaging.ImageFiles;
import org.medspike.imaging.ImageReadException;
import org.medspike.imaging.ImageSource;
import org.medspike.imaging.Intensities;
import org.medspike.imaging.Photometric;
import org.medspike.imaging.PixelSpacing;

class DicomReaderTest {

    private static final float EXACT = 1e-6f;

    @TempDir
    Path folder;

    /** -2048, -1 and 2047 in twelve bits; the bits above belong to something else. */
    @ParameterizedTest
    @ValueSource(strings = {DicomBytes.EXPLICIT, DicomBytes.IMPLICIT, DicomBytes.BIG_ENDIAN})
    void signedTwelveBits_haveTheirSignInBitEleven(String syntax) throws IOException {
        Frame frame = read(
                DicomBytes.file(syntax).image(3, 1, "MONOCHROME2", 16, 12, true).cells(0xa800, 0x5fff, 0xf7ff));

        assertThat(values(frame)).containsExactly(-2048, -1, 2047);
        assertThat(frame.storedLeast()).isEqualTo(-2048);
        assertThat(frame.storedLimit()).isEqualTo(2047);
        // Without a window the frame's own range is stretched, below zero too.
        assertThat(Intensities.rgb(frame)[0].values()).containsExactly(new float[] {0, 2047 / 4095f, 1}, within(EXACT));
        assertThat(DisplayPixels.of(frame)).containsExactly(0xff000000, 0xff7f7f7f, 0xffffffff);
    }

    @Test
    void fileWithoutPreamble_isReadToo() throws IOException {
        byte[] bytes = new DicomBytes(DicomBytes.IMPLICIT)
                .text(Tag.SOP_CLASS_UID, "UI", "1.2.840.10008.5.1.4.1.1.7")
                .image(2, 1, "MONOCHROME2", 16, 16, false)
                .cells(7, 65535)
                .bytes();

        assertThat(values(read(bytes))).containsExactly(7, 65535);
    }

    /** In a film's way: small values are bright, on the screen and for the network. */
    @Test
    void monochrome1_isShownTurnedOver() throws IOException {
        Frame frame = read(DicomBytes.file(DicomBytes.EXPLICIT)
                .image(2, 1, "MONOCHROME1", 8, 8, false)
                .element(Tag.PIXEL_DATA, "OB", new byte[] {0, 51}));

        assertThat(frame.photometric()).isEqualTo(Photometric.MONOCHROME1);
        assertThat(values(frame)).containsExactly(0, 51);
        assertThat(Intensities.rgb(frame)[0].values()).containsExactly(new float[] {1, 0.8f}, within(EXACT));
        assertThat(DisplayPixels.of(frame)).containsExactly(0xffffffff, 0xffcccccc);
    }

    @Test
    void planesOfColours_areInterleaved() throws IOException {
        DicomBytes file = DicomBytes.file(DicomBytes.EXPLICIT)
                .number(Tag.SAMPLES_PER_PIXEL, 3)
                .text(Tag.PHOTOMETRIC_INTERPRETATION, "CS", "RGB")
                .number(Tag.PLANAR_CONFIGURATION, 1)
                .number(Tag.ROWS, 1)
                .number(Tag.COLUMNS, 2)
                .number(Tag.BITS_ALLOCATED, 8)
                .element(Tag.PIXEL_DATA, "OB", new byte[] {1, 2, 3, 4, 5, 6});

        assertThat(values(read(file))).containsExactly(1, 3, 5, 2, 4, 6);
    }

    private static DicomBytes ct() {
        return DicomBytes.file(DicomBytes.EXPLICIT)
                .text(Tag.MODALITY, "CS", "CT")
                .image(3, 1, "MONOCHROME2", 16, 16, true);
    }

    /** Stored 1000 less than the Hounsfield units: -1350, -600 and 150 are black, grey and white in the lung window. */
    @Test
    void ctWithoutWindow_isSeenThroughTheLungWindow() throws IOException {
        Frame frame = read(ct().text(Tag.RESCALE_INTERCEPT, "DS", "1000")
                .text(Tag.RESCALE_SLOPE, "DS", "1")
                .cells(-2350, -1600, -850));

        assertThat(frame.greyScale().measure(frame.samples().get(1))).isEqualTo(-600);
        assertThat(Intensities.rgb(frame)[0].values()).containsExactly(new float[] {0, 0.5f, 1}, within(EXACT));
        assertThat(DisplayPixels.of(frame)).containsExactly(0xff000000, 0xff808080, 0xffffffff);
    }

    /** PS3.3, C.11.2.1.2: centre 40, width 401 is black up to -160.5 and white above 239.5; what lies beyond is clamped. */
    @Test
    void windowOfTheFile_isFollowed_andToldInTheHeader() throws IOException {
        DicomBytes file = ct().text(Tag.PIXEL_SPACING, "DS", "0.5\\0.25")
                .text(Tag.WINDOW_CENTER, "DS", "40\\600")
                .text(Tag.WINDOW_WIDTH, "DS", "401\\1200")
                .text(Tag.RESCALE_INTERCEPT, "DS", "0.5")
                .text(Tag.RESCALE_SLOPE, "DS", "1")
                .cells(-1000, 39, 3000);

        try (ImageSource source = new ImageFiles().open(write(file.bytes()))) {
            assertThat(source.info().window())
                    .hasValueSatisfying(w -> assertThat(w.center()).isEqualTo(40));
            assertThat(source.info().encoding()).contains(DicomBytes.EXPLICIT);
            assertThat(source.info().spacing()).contains(new PixelSpacing(0.5, 0.25));
            assertThat(Intensities.rgb(source.read(0))[0].values())
                    .containsExactly(new float[] {0, 0.5f, 1}, within(EXACT));
        }
    }

    @Test
    void windowAndSpacingOfAllFrames_areFoundInTheFunctionalGroups() throws IOException {
        DicomBytes macro = new DicomBytes(DicomBytes.IMPLICIT).text(Tag.PIXEL_SPACING, "DS", "2\\3");
        DicomBytes voi = new DicomBytes(DicomBytes.IMPLICIT)
                .text(Tag.WINDOW_CENTER, "DS", "1")
                .text(Tag.WINDOW_WIDTH, "DS", "2");
        DicomBytes shared = new DicomBytes(DicomBytes.IMPLICIT)
                .sequence(Tag.PIXEL_MEASURES_SEQUENCE, macro)
                .sequence(Tag.FRAME_VOI_LUT_SEQUENCE, voi);
        DicomBytes file = DicomBytes.file(DicomBytes.IMPLICIT)
                .text(Tag.NUMBER_OF_FRAMES, "IS", "2")
                .image(1, 1, "MONOCHROME2", 16, 16, false)
                .sequence(Tag.SHARED_FUNCTIONAL_GROUPS_SEQUENCE, shared)
                .cells(1, 2);

        try (ImageSource source = new ImageFiles().open(write(file.bytes()))) {
            assertThat(source.info().frames()).isEqualTo(2);
            assertThat(source.read(1).samples().get(0)).isEqualTo(2);
            assertThat(source.read(1).spacing()).contains(new PixelSpacing(2, 3));
            assertThat(source.read(1).greyScale().window())
                    .isEqualTo(source.info().window());
        }
    }

    @Test
    void sequencesNestedVeryDeep_areRefused() throws IOException {
        DicomBytes file = DicomBytes.file(DicomBytes.EXPLICIT);
        for (int i = 0; i < 100_000; i++) {
            file.header(Tag.DERIVATION_IMAGE_SEQUENCE, "SQ", -1).header(Tag.ITEM, "", -1);
        }

        assertThatThrownBy(() -> read(file))
                .isInstanceOf(ImageReadException.class)
                .hasMessageContaining("deep");
    }

    @Test
    void everyCutAndManyChangedBytes_giveASentenceOrAnImage_quickly() throws IOException {
        DicomBytes item = new DicomBytes(DicomBytes.EXPLICIT).text(Tag.REFERENCED_SOP_INSTANCE_UID, "UI", "1.2");
        byte[] whole = ct().sequence(Tag.SHARED_FUNCTIONAL_GROUPS_SEQUENCE, item, item)
                .text(Tag.RESCALE_INTERCEPT, "DS", "-1024")
                .cells(1, 2, 3)
                .bytes();
        SplittableRandom random = new SplittableRandom(3);
        Assertions.assertTimeout(Duration.ofSeconds(30), () -> {
            for (int length = 1; length < whole.length; length++) {
                byte[] cut = Arrays.copyOf(whole, length);
                assertThatThrownBy(() -> read(cut)).isInstanceOf(ImageReadException.class);
            }
            for (int i = 0; i < 3000; i++) {
                byte[] changed = whole.clone();
                changed[132 + random.nextInt(whole.length - 132)] = (byte) random.nextInt(256);
                try {
                    read(changed);
                } catch (ImageReadException e) {
                    assertThat(e.getMessage()).hasSizeGreaterThan(10);
                }
            }
        });
    }

    private Path write(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("image.dcm"), bytes);
    }

    private Frame read(DicomBytes file) throws IOException {
        return read(file.bytes());
    }

    private Frame read(byte[] bytes) throws IOException {
        return new ImageFiles().readFirst(write(bytes));
    }

    private static int[] values(Frame frame) {
        int[] values = new int[frame.samples().length()];
        Arrays.setAll(values, frame.samples()::get);
        return values;
    }
}
