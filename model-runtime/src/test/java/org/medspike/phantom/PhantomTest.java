package org.medspike.phantom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.medspike.imaging.Frame;
import org.medspike.imaging.StoredStatistics;
import org.medspike.mask.Components;
import org.medspike.mask.Mask;

class PhantomTest {

    @Test
    void endoscopy_isTheSameForASeedAndAnotherForAnother() {
        PhantomImage first = Phantom.endoscopy(7, 120, 90);

        assertThat(StoredStatistics.of(Phantom.endoscopy(7, 120, 90).frame()))
                .isEqualTo(StoredStatistics.of(first.frame()));
        assertThat(Phantom.endoscopy(7, 120, 90).truth()).isEqualTo(first.truth());
        assertThat(StoredStatistics.of(Phantom.endoscopy(8, 120, 90).frame()).sha256())
                .isNotEqualTo(StoredStatistics.of(first.frame()).sha256());
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, 4, -5, 1234567890123L, Long.MAX_VALUE, Long.MIN_VALUE})
    void endoscopy_showsOneObjectThatIsLighterThanTheWallAroundIt(long seed) {
        PhantomImage phantom = Phantom.endoscopy(seed, 256, 200);
        Mask truth = phantom.truth();

        assertThat(phantom.frame().width()).isEqualTo(256);
        assertThat(phantom.frame().height()).isEqualTo(200);
        assertThat(truth.width()).isEqualTo(256);
        assertThat(truth.height()).isEqualTo(200);
        assertThat(Components.of(truth).count()).isEqualTo(1);
        assertThat(truth.pixelCount()).isBetween(256 * 200 / 100, 256 * 200 / 2);
        assertThat(median(phantom, true, 0)).isGreaterThan(median(phantom, false, 0));
    }

    @Test
    void endoscopy_isReddishWithBlackCorners() {
        for (long seed = 10; seed < 20; seed++) {
            PhantomImage phantom = Phantom.endoscopy(seed, 160, 160);
            Frame frame = phantom.frame();
            for (int[] corner : new int[][] {{0, 0}, {159, 0}, {0, 159}, {159, 159}, {10, 10}}) {
                assertThat(frame.sample(corner[0], corner[1], 0)).isLessThan(12);
                assertThat(phantom.truth().contains(corner[0], corner[1])).isFalse();
            }
            assertThat(median(phantom, false, 0)).isBetween(80, 230);
            assertThat(median(phantom, false, 1)).isLessThan(median(phantom, false, 0));
            assertThat(median(phantom, false, 2)).isLessThan(median(phantom, false, 1));
        }
    }

    @Test
    void endoscopy_isTheSameScene_otherSize() {
        Mask small = Phantom.endoscopy(3, 100, 100).truth();
        Mask large = Phantom.endoscopy(3, 300, 300).truth();

        int agreeing = 0;
        for (int i = 0; i < 100 * 100; i++) {
            // The middle of the small pixel is the middle of the middle one of nine.
            boolean inLarge = large.contains(i % 100 * 3 + 1, i / 100 * 3 + 1);
            agreeing += small.contains(i % 100, i / 100) == inLarge ? 1 : 0;
        }
        assertThat(agreeing).isEqualTo(100 * 100);
    }

    @Test
    void endoscopy_isQuick_512By512() {
        Phantom.endoscopy(1, 512, 512);

        Assertions.assertTimeout(Duration.ofSeconds(3), () -> {
            for (int i = 0; i < 3; i++) {
                Phantom.endoscopy(i, 512, 512);
            }
        });
    }

    @Test
    void endoscopy_refusesTinySizes() {
        assertThat(Phantom.endoscopy(1, 16, 40).truth().isEmpty()).isFalse();
        assertThatThrownBy(() -> Phantom.endoscopy(1, 15, 40))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("15 x 40");
    }

    /** Median of a channel over the object, or over what is seen of the rest. */
    private static int median(PhantomImage phantom, boolean object, int channel) {
        Frame frame = phantom.frame();
        int[] values = new int[frame.width() * frame.height()];
        int count = 0;
        for (int y = 0; y < frame.height(); y++) {
            for (int x = 0; x < frame.width(); x++) {
                boolean seen = Math.abs(2.0 * x / frame.width() - 1) + Math.abs(2.0 * y / frame.height() - 1) < 1.4;
                if (seen && phantom.truth().contains(x, y) == object) {
                    values[count++] = frame.sample(x, y, channel);
                }
            }
        }
        Arrays.sort(values, 0, count);
        return values[count / 2];
    }
}
