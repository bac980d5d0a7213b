package org.medspike.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class IntensitiesTest {

    private static final float EXACT = 1e-6f;

    @Test
    void rgb_dividesBy255_eightBitColour() {
        Plane[] planes = Intensities.rgb(Frames.bytes(2, Photometric.RGB, 0, 51, 255, 102, 0, 204));

        assertThat(planes[0].values()).containsExactly(new float[] {0, 0.4f}, within(EXACT));
        assertThat(planes[1].values()).containsExactly(new float[] {0.2f, 0}, within(EXACT));
        assertThat(planes[2].values()).containsExactly(new float[] {1, 0.8f}, within(EXACT));
    }

    @Test
    void rgb_repeatsThePlane_grey() {
        Plane[] planes = Intensities.rgb(Frames.bytes(2, Photometric.MONOCHROME2, 51, 255));

        assertThat(planes).hasSize(3);
        assertThat(planes[1]).isSameAs(planes[0]);
        assertThat(planes[2].values()).containsExactly(new float[] {0.2f, 1}, within(EXACT));
    }

    @Test
    void rgb_stretchesFromSmallestToLargest_sixteenBits() {
        Plane[] planes = Intensities.rgb(Frames.shorts(3, Photometric.MONOCHROME2, 1000, 3000, 2000));

        assertThat(planes[0].values()).containsExactly(new float[] {0, 1, 0.5f}, within(EXACT));
    }

    @Test
    void rgb_isBlack_sixteenBitsOfOneValue() {
        assertThat(Intensities.rgb(Frames.shorts(2, Photometric.MONOCHROME2, 700, 700))[0].values())
                .containsExactly(0, 0);
    }

    @Test
    void rgb_laysOpacityOverBlackAndDoesNotStretchByIt_greyWithOpacity() {
        // Opacity 13107 of 65535 is one fifth; it must not count as the smallest value.
        Plane[] planes = Intensities.rgb(Frames.shorts(2, Photometric.MONOCHROME2_ALPHA, 20000, 65535, 40000, 13107));

        assertThat(planes[0].values()).containsExactly(new float[] {0, 0.2f}, within(EXACT));
    }

    @Test
    void rgb_takesLightAway_inks() {
        // Cyan 1/5, magenta 0, yellow 1, black 2/5.
        Plane[] planes = Intensities.rgb(Frames.bytes(1, Photometric.CMYK, 51, 0, 255, 102));

        assertThat(planes[0].values()).containsExactly(new float[] {0.48f}, within(EXACT));
        assertThat(planes[1].values()).containsExactly(new float[] {0.6f}, within(EXACT));
        assertThat(planes[2].values()).containsExactly(new float[] {0}, within(EXACT));
    }
}
