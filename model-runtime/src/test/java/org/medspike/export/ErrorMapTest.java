package org.medspike.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.util.BitSet;
import org.junit.jupiter.api.Test;
import org.medspike.imaging.Frame;
import org.medspike.imaging.Orientation;
import org.medspike.imaging.Photometric;
import org.medspike.imaging.Samples;
import org.medspike.mask.Mask;

class ErrorMapTest {

    private static final int FOUND = 0xff009e73;
    private static final int WRONG = 0xfff0e442;
    private static final int MISSED = 0xff0072b2;

    private static Frame grey(int width, int height, int level) {
        byte[] samples = new byte[width * height];
        java.util.Arrays.fill(samples, (byte) level);
        return new Frame(width, height, Photometric.MONOCHROME2, 8, Orientation.UPRIGHT, new Samples.Bytes(samples));
    }

    private static Mask row(int width, int from, int to) {
        BitSet pixels = new BitSet();
        pixels.set(from, to);
        return new Mask(width, 1, pixels);
    }

    @Test
    void pixels_tellFoundWrongAndMissed_andLeaveTheRest() {
        int[] pixels = ErrorMap.pixels(grey(5, 1, 100), row(5, 1, 3), row(5, 2, 4));

        assertThat(pixels).containsExactly(0xff646464, WRONG, FOUND, MISSED, 0xff646464);
    }

    /** Half of 100 and half of the green (0, 158, 115) inside; borders are opaque. */
    @Test
    void pixels_areHalfTransparentInside() {
        BitSet all = new BitSet();
        all.set(0, 9);
        Mask full = new Mask(3, 3, all);

        int[] pixels = ErrorMap.pixels(grey(3, 3, 100), full, full);

        assertThat(pixels[4]).isEqualTo(0xff32816c);
        assertThat(pixels[0]).isEqualTo(FOUND);
    }

    @Test
    void pixels_scaleTheImageToTheMasks() {
        int[] pixels = ErrorMap.pixels(grey(8, 6, 77), row(2, 0, 0), row(2, 0, 1));

        assertThat(pixels).containsExactly(MISSED, 0xff4d4d4d);
    }

    @Test
    void masksOfDifferentSizes_areRefused() {
        assertThatThrownBy(() -> ErrorMap.pixels(grey(5, 1, 0), row(5, 1, 3), row(4, 1, 3)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void picture_beginsWithTheImage_andHasItsLegendBelow() {
        BufferedImage picture = ErrorMapPng.render(grey(5, 1, 100), row(5, 1, 3), row(5, 2, 4));

        assertThat(picture.getRGB(1, 0)).isEqualTo(WRONG);
        assertThat(picture.getRGB(3, 0)).isEqualTo(MISSED);
        assertThat(picture.getRGB(5, 0)).isEqualTo(0xffffffff);
        int[] below = picture.getRGB(0, 1, picture.getWidth(), picture.getHeight() - 1, null, 0, picture.getWidth());
        assertThat(below).contains(FOUND, WRONG, MISSED, 0xff000000);
    }
}
