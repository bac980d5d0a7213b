package org.medspike.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.EnumSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.medspike.mask.Mask;
import org.medspike.training.Augmentation.Kind;

/** What a user switches on happens, and nothing else; the mask goes where the image goes. */
class AugmentationTest {

    private static final int SIDE = 32;
    private static final int PLANE = SIDE * SIDE;

    private final float[] images = new float[3 * PLANE];
    private final float[] masks = new float[PLANE];

    /** An L of grey 200 on grey 100, whose mask is the L. */
    private static Sample sample() {
        byte[] rgb = new byte[3 * PLANE];
        byte[] mask = new byte[PLANE];
        BitSet truth = new BitSet();
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                boolean inside = y >= 8 && y < 24 && x >= 10 && x < (y >= 20 ? 20 : 14);
                truth.set(y * SIDE + x, inside);
                mask[y * SIDE + x] = (byte) (inside ? 255 : 0);
                for (int c = 0; c < 3; c++) {
                    rgb[c * PLANE + y * SIDE + x] = (byte) (inside ? 200 : 100);
                }
            }
        }
        return new Sample(SIDE, SIDE, rgb, mask, new Mask(SIDE, SIDE, truth));
    }

    private void apply(Set<Kind> kinds, long seed) {
        Augmentation.of(kinds).apply(sample(), SIDE, new SplittableRandom(seed), images, 0, masks, 0);
    }

    private double area() {
        double sum = 0;
        for (float value : masks) {
            sum += value;
        }
        return sum;
    }

    @Test
    void nothing_leavesImageAndMaskAsTheyAre() {
        apply(EnumSet.noneOf(Kind.class), 1);

        Sample sample = sample();
        for (int i = 0; i < PLANE; i++) {
            assertThat(images[i]).isEqualTo((sample.rgb()[i] & 0xff) / 255f);
            assertThat(masks[i]).isEqualTo((sample.mask()[i] & 0xff) / 255f);
        }
    }

    @Test
    void flips_keepEveryValue_andMoveTheMaskWithTheImage() {
        for (long seed = 0; seed < 16; seed++) {
            apply(EnumSet.of(Kind.FLIPS), seed);

            assertThat(area()).isEqualTo(4 * 16 + 6 * 4);
            for (int i = 0; i < PLANE; i++) {
                assertThat(images[i]).isEqualTo(masks[i] == 1 ? 200 / 255f : 100 / 255f);
            }
        }
    }

    @Test
    void rotation_keepsTheArea_about() {
        boolean turned = false;
        for (long seed = 0; seed < 16; seed++) {
            apply(EnumSet.of(Kind.ROTATION), seed);
            assertThat(area()).isBetween(84.0, 92.0);
            turned |= masks[9 * SIDE + 10] != 1;
        }
        assertThat(turned).isTrue();
    }

    @Test
    void scale_changesTheArea() {
        double smallest = Double.MAX_VALUE;
        double largest = 0;
        for (long seed = 0; seed < 32; seed++) {
            apply(EnumSet.of(Kind.SCALE), seed);
            smallest = Math.min(smallest, area());
            largest = Math.max(largest, area());
        }
        assertThat(smallest).isBetween(0.6 * 88, 0.9 * 88);
        assertThat(largest).isBetween(1.1 * 88, 1.5 * 88);
    }

    @Test
    void colour_leavesTheMaskAsItIs() {
        apply(EnumSet.of(Kind.COLOUR), 3);

        assertThat(area()).isEqualTo(88);
        assertThat(images[0]).isNotEqualTo(100 / 255f).isBetween(0f, 1f);
    }

    @Test
    void dropout_blackensSomeOfTheImage_andNothingOfTheMask() {
        int blackened = 0;
        for (long seed = 0; seed < 16; seed++) {
            apply(EnumSet.of(Kind.DROPOUT), seed);
            assertThat(area()).isEqualTo(88);
            int black = 0;
            for (int i = 0; i < PLANE; i++) {
                if (images[i] == 0) {
                    black++;
                    assertThat(images[PLANE + i]).isZero();
                    assertThat(images[2 * PLANE + i]).isZero();
                }
            }
            assertThat(black).isLessThanOrEqualTo(8 * 4 * 4);
            blackened += black > 0 ? 1 : 0;
        }
        assertThat(blackened).isBetween(3, 13);
    }

    @Test
    void sameRandomNumbers_sameVariation() {
        apply(EnumSet.allOf(Kind.class), 7);
        float[] first = images.clone();
        apply(EnumSet.allOf(Kind.class), 7);

        assertThat(images).isEqualTo(first);
    }
}
