package org.medspike.mask;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComponentsTest {

    @Test
    void of_joinsAtCornersAndNumbersInReadingOrder_drawnMask() {
        Components components = Components.of(DrawnMask.of(
                "#...##", //
                ".#....", "..#..#", ".....#"));

        assertThat(components.all())
                .containsExactly(
                        new Component(1, 3, 0, 0, 3, 3),
                        new Component(2, 2, 4, 0, 2, 1),
                        new Component(3, 2, 5, 2, 1, 2));
        assertThat(components.labelAt(1, 1)).isEqualTo(1);
        assertThat(components.labelAt(5, 3)).isEqualTo(3);
        assertThat(components.labelAt(3, 0)).isZero();
        assertThat(components.labelAt(6, 0)).isZero();
        assertThat(components.labelAt(0, -1)).isZero();
    }

    @Test
    void of_joinsBranchesThatMeetLate_combAndSpiral() {
        assertThat(Components.of(DrawnMask.of("#.#.#", "#.#.#", "#####")).count())
                .isEqualTo(1);
        assertThat(Components.of(DrawnMask.of(
                                "#######", //
                                "......#", "#####.#", "#...#.#", "#.###.#", "#.....#", "#######"))
                        .count())
                .isEqualTo(1);
    }

    @Test
    void of_keepsRowsApart_runsThatEndAndBeginAtTheImageBorder() {
        // Pixel 3 of row 0 and pixel 0 of row 1 follow each other in memory, but do not touch.
        assertThat(Components.of(DrawnMask.of("...#", "....", "#...")).count()).isEqualTo(2);
        assertThat(Components.of(DrawnMask.of("...#", "#...")).count()).isEqualTo(2);
        assertThat(Components.of(DrawnMask.of("####", "####")).all()).containsExactly(new Component(1, 8, 0, 0, 4, 2));
    }

    @Test
    void mask_isThePartAlone() {
        Mask whole = DrawnMask.of("#.#", "#.#", "..#");

        assertThat(Components.of(whole).mask(2)).isEqualTo(DrawnMask.of("..#", "..#", "..#"));
        assertThat(Components.of(whole).mask(1)).isEqualTo(DrawnMask.of("#..", "#..", "..."));
    }

    @Test
    void of_isEmpty_emptyMask() {
        assertThat(Components.of(Mask.empty(5, 4)).all()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1, 0.3", "2, 0.4", "3, 0.5", "4, 0.6", "5, 0.8"})
    void of_agreesWithFloodFill_randomMasks(long seed, double density) {
        Mask mask = DrawnMask.sprinkled(61, 43, density, seed);
        int[] expected = floodFilled(mask);

        Components components = Components.of(mask);

        Map<Integer, Integer> counts = new HashMap<>();
        for (int i = 0; i < expected.length; i++) {
            assertThat(components.labelAt(i % 61, i / 61)).isEqualTo(expected[i]);
            counts.merge(expected[i], 1, Integer::sum);
        }
        counts.remove(0);
        assertThat(components.count()).isEqualTo(counts.size());
        components.all().forEach(part -> assertThat(part.pixelCount()).isEqualTo(counts.get(part.label())));
    }

    @Test
    void of_isQuick_largeCheckerboardFullAndSparseMasks() {
        BitSet checks = new BitSet();
        for (int i = 0; i < 4000 * 4000; i += 2) {
            checks.set(i);
        }
        BitSet full = new BitSet();
        full.set(0, 4000 * 4000);
        BitSet last = new BitSet();
        last.set(4000 * 4000 - 1);

        Assertions.assertTimeout(Duration.ofSeconds(10), () -> {
            assertThat(Components.of(new Mask(4000, 4000, checks)).count()).isEqualTo(2000);
            assertThat(Components.of(new Mask(4000, 4000, full)).count()).isEqualTo(1);
            assertThat(Components.of(new Mask(4000, 4000, last)).count()).isEqualTo(1);
        });
    }

    /** The slow and plain way: labels in reading order, by a queue of pixels. */
    private static int[] floodFilled(Mask mask) {
        int[] labels = new int[mask.width() * mask.height()];
        int count = 0;
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] != 0 || !mask.pixels().get(i)) {
                continue;
            }
            count++;
            Deque<Integer> open = new ArrayDeque<>();
            open.add(i);
            labels[i] = count;
            while (!open.isEmpty()) {
                int pixel = open.remove();
                for (int dy = -1; dy <= 1; dy++) {
                    for (int dx = -1; dx <= 1; dx++) {
                        int x = pixel % mask.width() + dx;
                        int y = pixel / mask.width() + dy;
                        if (mask.contains(x, y) && labels[y * mask.width() + x] == 0) {
                            labels[y * mask.width() + x] = count;
                            open.add(y * mask.width() + x);
                        }
                    }
                }
            }
        }
        return labels;
    }
}
