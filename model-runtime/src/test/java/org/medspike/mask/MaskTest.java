package org.medspike.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.BitSet;
import org.junit.jupiter.api.Test;
import org.medspike.imaging.Plane;

class MaskTest {

    @Test
    void above_takesThresholdItselfAndLeavesOutWhatIsNoNumber_mixedValues() {
        Plane probability = new Plane(3, 2, new float[] {0.49f, 0.5f, Float.NaN, 1, 0, 0.5000001f});

        Mask mask = Mask.above(probability, 0.5f);

        assertThat(mask).isEqualTo(DrawnMask.of(".#.", "#.#"));
        assertThat(mask.pixelCount()).isEqualTo(3);
    }

    @Test
    void above_isFull_thresholdZero() {
        assertThat(Mask.above(new Plane(2, 2, new float[4]), 0).pixelCount()).isEqualTo(4);
    }

    @Test
    void contains_isFalse_outsideTheImage() {
        Mask mask = DrawnMask.of("##", "##");

        assertThat(mask.contains(1, 1)).isTrue();
        assertThat(mask.contains(2, 0)).isFalse();
        assertThat(mask.contains(-1, 1)).isFalse();
        assertThat(mask.contains(0, 2)).isFalse();
        assertThat(mask.contains(0, -1)).isFalse();
    }

    @Test
    void empty_hasNoPixels() {
        assertThat(Mask.empty(4, 3).isEmpty()).isTrue();
        assertThat(Mask.empty(4, 3).pixelCount()).isZero();
    }

    @Test
    void constructor_refusesPixelsBeyondTheRaster() {
        BitSet pixels = new BitSet();
        pixels.set(6);

        assertThatThrownBy(() -> new Mask(3, 2, pixels))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("3 x 2");
        assertThatThrownBy(() -> Mask.empty(0, 2)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Mask.empty(70_000, 70_000)).isInstanceOf(IllegalArgumentException.class);
    }
}
