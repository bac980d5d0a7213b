package org.medspike.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InputLevelsTest {

    @Test
    void eightBitImageOfTheInputsSize_isTakenAsItIs_planeByPlane() {
        Frame frame = Frames.bytes(2, Photometric.RGB, 1, 2, 3, 251, 252, 253);

        assertThat(InputLevels.of(frame, 2, 1))
                .containsExactly((byte) 1, (byte) 251, (byte) 2, (byte) 252, (byte) 3, (byte) 253);
    }

    @Test
    void greyImage_isThePlaneThreeTimes() {
        Frame frame = Frames.bytes(2, Photometric.MONOCHROME2, 7, 200);

        assertThat(InputLevels.of(frame, 2, 1))
                .containsExactly((byte) 7, (byte) 200, (byte) 7, (byte) 200, (byte) 7, (byte) 200);
    }

    /** The frame's own range is stretched: 1000 becomes 0, 3000 becomes 255, halfway between is rounded up. */
    @Test
    void sixteenBitImage_usesAllLevels() {
        Frame frame = Frames.shorts(3, Photometric.MONOCHROME2, 1000, 2000, 3000);

        assertThat(InputLevels.of(frame, 3, 1)).startsWith((byte) 0, (byte) 128, (byte) 255);
    }

    @Test
    void smallerInput_isTheMeanOfWhatItCovers() {
        Frame frame = Frames.bytes(4, Photometric.MONOCHROME2, 100, 100, 100, 100);

        assertThat(InputLevels.of(frame, 2, 1)).containsOnly((byte) 100);
    }

    @Test
    void levels_areIntensitiesFrom0To1() {
        assertThat(InputLevels.intensity((byte) 0)).isZero();
        assertThat(InputLevels.intensity((byte) 51)).isEqualTo(0.2f);
        assertThat(InputLevels.intensity((byte) 255)).isOne();
    }
}
