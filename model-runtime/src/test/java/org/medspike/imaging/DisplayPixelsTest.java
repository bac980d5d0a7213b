package org.medspike.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
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
