package org.medspike.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DisplayPixelsTest {

    @Test
    void of_keepsValues_eightBits() {
        assertThat(DisplayPixels.of(Frames.bytes(2, Photometric.MONOCHROME2, 0, 200)))
                .containsExactly(0xff000000, 0xffc8c8c8);
        assertThat(DisplayPixels.of(Frames.bytes(2, Photometric.RGB, 1, 2, 3, 255, 254, 253)))
                .containsExactly(0xff010203, 0xfffffefd);
    }

    @Test
    void of_stretchesFromSmallestToLargest_sixteenBits() {
        // 2000 lies one third between 1000 and 4000: level 85.
        assertThat(DisplayPixels.of(Frames.shorts(3, Photometric.MONOCHROME2, 1000, 2000, 4000)))
                .containsExactly(0xff000000, 0xff555555, 0xffffffff);
        assertThat(DisplayPixels.of(Frames.shorts(2, Photometric.MONOCHROME2, 65535, 65535)))
                .containsExactly(0xff000000, 0xff000000);
    }

    @Test
    void of_laysOpacityOverBlack() {
        assertThat(DisplayPixels.of(Frames.bytes(2, Photometric.RGB_ALPHA, 255, 100, 0, 51, 9, 9, 9, 0)))
                .containsExactly(0xff331400, 0xff000000);
        assertThat(DisplayPixels.of(Frames.bytes(1, Photometric.MONOCHROME2_ALPHA, 200, 102)))
                .containsExactly(0xff505050);
    }

    @Test
    void of_takesLightAway_inks() {
        // (255 - 51) (255 - 102) / 255 = 122.4, 255 * 153 / 255 = 153, 0.
        assertThat(DisplayPixels.of(Frames.bytes(1, Photometric.CMYK, 51, 0, 255, 102)))
                .containsExactly(0xff7a9900);
    }

    /** Before the palette's first value and behind its last the colours at its ends are shown. */
    @Test
    void of_looksColoursUp_palette() {
        assertThat(DisplayPixels.of(Frames.shorts(5, Photometric.PALETTE_COLOR, 0, 300, 301, 302, 900)))
                .containsExactly(0xff102030, 0xff102030, 0xffff8000, 0xff0000ff, 0xff0000ff);
    }

    /** Pure red, green and blue by the equations of PS3.3, C.7.6.3.1.2, rounded to eight bits. */
    @Test
    void of_turnsLuminanceWithChromaIntoColours() {
        int[] pixels = DisplayPixels.of(
                Frames.bytes(4, Photometric.YBR_FULL, 76, 85, 255, 150, 44, 21, 29, 255, 107, 200, 128, 128));

        assertThat(pixels).containsExactly(0xfffe0000, 0xff00ff01, 0xff0000fe, 0xffc8c8c8);
    }

    /** A window goes before a table; without one the table says how bright: 0, 100 and 255 of eight bits. */
    @Test
    void of_followsATableOfBrightness_whereThereIsNoWindow() {
        GreyScale scale = new GreyScale(
                2,
                -10,
                Optional.empty(),
                Optional.empty(),
                Optional.of(new LookupTable(0, new int[] {0, 9, 100, 9, 255}, 8)));
        Frame frame = new Frame(
                3,
                1,
                Photometric.MONOCHROME2,
                8,
                Orientation.UPRIGHT,
                new Samples.Bytes(new byte[] {1, 6, 7}),
                scale,
                Optional.empty());

        assertThat(DisplayPixels.of(frame)).containsExactly(0xff000000, 0xff646464, 0xffffffff);
    }

    /** Unsigned 32-bit values above 2^31 are the brightest, and their measures are whole. */
    @Test
    void of_keepsTheOrderOfWideValues() {
        Frame frame = new Frame(
                3,
                1,
                Photometric.MONOCHROME2,
                32,
                Orientation.UPRIGHT,
                new Samples.Ints(new int[] {0, 0x7fffffff, 0xffffffff}, false));

        assertThat(DisplayPixels.of(frame)).containsExactly(0xff000000, 0xff7f7f7f, 0xffffffff);
        assertThat(frame.measure(2, 0)).isEqualTo(4294967295.0);
        assertThat(StoredStatistics.of(frame).max()).isEqualTo(4294967295.0);
    }

    @ParameterizedTest
    @EnumSource(Photometric.class)
    void of_showsWhatTheNetworkSees_randomSixteenBitFrame(Photometric photometric) {
        SplittableRandom random = new SplittableRandom(8);
        int[] values = random.ints(50L * photometric.samples(), 300, 40_000).toArray();
        Frame frame = Frames.shorts(50, photometric, values);

        int[] pixels = DisplayPixels.of(frame);

        Plane[] planes = Intensities.rgb(frame);
        for (int i = 0; i < pixels.length; i++) {
            assertThat(pixels[i] >>> 24).isEqualTo(255);
            for (int c = 0; c < 3; c++) {
                int level = pixels[i] >> 16 - 8 * c & 0xff;
                assertThat(Math.abs(level - planes[c].values()[i] * 255)).isLessThan(1.01f);
            }
        }
    }

    @Test
    void of_isQuick_sixteenMillionPixels() {
        Frame colour =
                new Frame(4000, 4000, Photometric.RGB, 8, Orientation.UPRIGHT, new Samples.Bytes(new byte[48_000_000]));
        Frame grey = new Frame(
                4000,
                4000,
                Photometric.MONOCHROME2,
                16,
                Orientation.UPRIGHT,
                new Samples.Shorts(new short[16_000_000]));

        Assertions.assertTimeout(Duration.ofSeconds(5), () -> {
            DisplayPixels.of(colour);
            DisplayPixels.of(grey);
        });
    }
}
