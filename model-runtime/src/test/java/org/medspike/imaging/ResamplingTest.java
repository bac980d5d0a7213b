package org.medspike.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ResamplingTest {

    private static final float EXACT = 1e-6f;

    @Test
    void resize_isTheSamePlane_sameSize() {
        Plane plane = new Plane(2, 1, new float[] {1, 2});

        assertThat(Resampling.resize(plane, 2, 1)).isSameAs(plane);
    }

    @Test
    void resize_putsCentresAtHalfIntegers_twiceAsWide() {
        // New centres lie at -1/4, 1/4, 3/4 and 5/4 of the old pixels; beyond the edge the edge goes on.
        Plane wide = Resampling.resize(new Plane(2, 1, new float[] {0, 8}), 4, 1);

        assertThat(wide.values()).containsExactly(new float[] {0, 2, 6, 8}, within(EXACT));
    }

    @Test
    void resize_interpolatesInBothDirections_twiceAsLarge() {
        Plane large = Resampling.resize(new Plane(2, 2, new float[] {0, 4, 8, 12}), 4, 4);

        // Rows at -1/4 and 1/4: the second row is three quarters of the first and one of the second.
        assertThat(large.values())
                .containsExactly(new float[] {0, 1, 3, 4, 2, 3, 5, 6, 6, 7, 9, 10, 8, 9, 11, 12}, within(EXACT));
    }

    @Test
    void resize_weighsEveryPixelByATriangle_halfAsWide() {
        // The triangle around 1/2 with radius 2 weighs pixels -1, 0, 1, 2 by 1/4, 3/4, 3/4, 1/4; pixel -1 is pixel 0.
        Plane narrow = Resampling.resize(new Plane(4, 1, new float[] {0, 4, 8, 12}), 2, 1);

        assertThat(narrow.values()).containsExactly(new float[] {2.5f, 9.5f}, within(EXACT));
    }

    @Test
    void resize_isTheMean_shrunkToOnePixel() {
        assertThat(Resampling.resize(new Plane(2, 2, new float[] {1, 2, 3, 6}), 1, 1)
                        .values())
                .containsExactly(new float[] {3}, within(EXACT));
        assertThat(Resampling.resize(new Plane(3, 1, new float[] {1, 5, 9}), 1, 1)
                        .values())
                .containsExactly(new float[] {5}, within(EXACT));
    }

    @Test
    void resize_keepsConstantsAndBounds_oddSizes() {
        SplittableRandom random = new SplittableRandom(4);
        float[] values = new float[37 * 23];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextDouble();
        }
        Plane plane = new Plane(37, 23, values);
        float[] ones = new float[37 * 23];
        java.util.Arrays.fill(ones, 1);
        for (int[] size : new int[][] {{64, 64}, {5, 40}, {100, 3}, {1, 1}}) {
            Plane resized = Resampling.resize(plane, size[0], size[1]);
            assertThat(resized.min()).isGreaterThanOrEqualTo(plane.min() - EXACT);
            assertThat(resized.max()).isLessThanOrEqualTo(plane.max() + EXACT);
            for (float value :
                    Resampling.resize(new Plane(37, 23, ones), size[0], size[1]).values()) {
                assertThat(value).isCloseTo(1, within(EXACT));
            }
        }
    }
}
