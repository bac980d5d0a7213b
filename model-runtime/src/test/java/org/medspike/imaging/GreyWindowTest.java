package org.medspike.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class GreyWindowTest {

    /** The example of PS3.3, C.11.2.1.2.1: centre 2048, width 4096 takes 0 to black and 4095 to white. */
    @Test
    void linearWindow_isThatOfTheStandard() {
        GreyWindow window = new GreyWindow(2048, 4096, GreyWindow.Shape.LINEAR);

        assertThat(window.brightness(0)).isZero();
        assertThat(window.brightness(2047.5)).isEqualTo(0.5);
        assertThat(window.brightness(4095)).isOne();
        assertThat(window.brightness(-5)).isZero();
        assertThat(window.brightness(1e9)).isOne();
    }

    @Test
    void narrowestWindow_isAStep() {
        GreyWindow window = new GreyWindow(10, 1, GreyWindow.Shape.LINEAR);

        assertThat(window.brightness(9.5)).isZero();
        assertThat(window.brightness(9.6)).isOne();
    }

    @Test
    void exactWindow_reachesHalfItsWidthToEachSide() {
        assertThat(GreyWindow.LUNG.brightness(-1350)).isZero();
        assertThat(GreyWindow.LUNG.brightness(-600)).isEqualTo(0.5);
        assertThat(GreyWindow.LUNG.brightness(150)).isOne();
    }

    @Test
    void sigmoid_isHalfInTheMiddle() {
        GreyWindow window = new GreyWindow(100, 40, GreyWindow.Shape.SIGMOID);

        assertThat(window.brightness(100)).isEqualTo(0.5);
        assertThat(window.brightness(110)).isCloseTo(1 / (1 + Math.exp(-1)), within(1e-12));
    }

    @Test
    void rangeOfOneMeasure_isBlack() {
        assertThat(GreyWindow.between(7, 7).brightness(7)).isZero();
    }

    @Test
    void impossibleWindow_isNone() {
        assertThat(GreyWindow.of(0, 0, GreyWindow.Shape.LINEAR)).isEmpty();
        assertThat(GreyWindow.of(Double.NaN, 10, GreyWindow.Shape.LINEAR)).isEmpty();
    }

    /** Two frames of one series, with different content, show the same measure equally bright. */
    @Test
    void framesOfOneWindow_shareTheirScale() {
        GreyScale scale = new GreyScale(1, -1024, Optional.of(new GreyWindow(0, 200, GreyWindow.Shape.LINEAR_EXACT)));
        Frame dark = frame(scale, 1000, 1024);
        Frame bright = frame(scale, 1024, 4000);

        assertThat(Intensities.rgb(dark)[0].values()[1])
                .isEqualTo(Intensities.rgb(bright)[0].values()[0]);
        assertThat(DisplayPixels.of(dark)[1])
                .isEqualTo(DisplayPixels.of(bright)[0])
                .isEqualTo(0xff808080);
    }

    private static Frame frame(GreyScale scale, int... values) {
        short[] samples = {(short) values[0], (short) values[1]};
        return new Frame(
                2,
                1,
                Photometric.MONOCHROME2,
                16,
                Orientation.UPRIGHT,
                new Samples.Shorts(samples),
                scale,
                Optional.empty());
    }
}
