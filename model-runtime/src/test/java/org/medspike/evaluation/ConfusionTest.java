package org.medspike.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.BitSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.medspike.mask.Mask;

class ConfusionTest {

    private static final Mask EMPTY = Mask.empty(4, 3);
    private static final Mask FULL = full();

    private static Mask full() {
        BitSet all = new BitSet();
        all.set(0, 12);
        return new Mask(4, 3, all);
    }

    /** Counted by hand: 2 in both, 1 predicted alone, 3 true alone, 6 in neither. */
    @Test
    void counts_andRatios_byHand() {
        Confusion counts = Confusion.of(DrawnMask.of("##..", "#...", "...."), DrawnMask.of(".#..", "##..", ".##."));

        assertThat(counts).isEqualTo(new Confusion(2, 1, 3, 6));
        assertThat(counts.iou()).isEqualTo(2 / 6.0);
        assertThat(counts.dice()).isEqualTo(4 / 8.0);
        assertThat(counts.accuracy()).hasValue(8 / 12.0);
        assertThat(counts.sensitivity()).hasValue(2 / 5.0);
        assertThat(counts.specificity()).hasValue(6 / 7.0);
    }

    @Test
    void bothEmpty_isPerfect_withoutSensitivity() {
        Confusion counts = Confusion.of(EMPTY, EMPTY);

        assertThat(counts.iou()).isEqualTo(1);
        assertThat(counts.dice()).isEqualTo(1);
        assertThat(counts.accuracy()).hasValue(1);
        assertThat(counts.specificity()).hasValue(1);
        assertThat(counts.sensitivity()).isEmpty();
    }

    @Test
    void emptyTruth_anythingMarked_isZero() {
        Confusion counts = Confusion.of(DrawnMask.of("#...", "....", "...."), EMPTY);

        assertThat(counts.iou()).isZero();
        assertThat(counts.dice()).isZero();
        assertThat(counts.sensitivity()).isEmpty();
        assertThat(counts.specificity()).hasValue(11 / 12.0);
    }

    @Test
    void missedCompletely_isZero() {
        Confusion counts = Confusion.of(EMPTY, FULL);

        assertThat(counts.iou()).isZero();
        assertThat(counts.dice()).isZero();
        assertThat(counts.sensitivity()).hasValue(0);
        assertThat(counts.specificity()).isEmpty();
    }

    @Test
    void sum_isPooled() {
        Confusion sum = new Confusion(1, 2, 3, 4).plus(new Confusion(10, 20, 30, 40));

        assertThat(sum).isEqualTo(new Confusion(11, 22, 33, 44));
        assertThat(sum.iou()).isEqualTo(11 / 66.0);
        assertThat(Confusion.NONE.accuracy()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void dice_isSymmetric_andFollowsFromIou(long seed) {
        Mask a = DrawnMask.sprinkled(17, 11, 0.3, seed);
        Mask b = DrawnMask.sprinkled(17, 11, 0.6, seed + 100);

        Confusion counts = Confusion.of(a, b);

        assertThat(counts.dice()).isEqualTo(Confusion.of(b, a).dice());
        assertThat(counts.dice()).isCloseTo(2 * counts.iou() / (1 + counts.iou()), within(1e-12));
        assertThat(counts.truePositives() + counts.falsePositives() + counts.falseNegatives() + counts.trueNegatives())
                .isEqualTo(17 * 11);
    }

    @Test
    void otherSizes_areRefused() {
        assertThatThrownBy(() -> Confusion.of(EMPTY, Mask.empty(3, 4))).isInstanceOf(IllegalArgumentException.class);
    }
}
