package org.medspike.mask;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContoursTest {

    @Test
    void of_isTheSquareClockwiseOnTheScreen_singlePixel() {
        List<Ring> rings = Contours.of(DrawnMask.of("...", ".#."));

        assertThat(rings).containsExactly(new Ring(1, false, new int[] {1, 1, 2, 1, 2, 2, 1, 2}));
        assertThat(rings.get(0).signedArea()).isEqualTo(1);
    }

    @Test
    void of_listsOnlyTurns_barAndStep() {
        assertThat(Contours.of(DrawnMask.of("###", "#..")))
                .containsExactly(new Ring(1, false, new int[] {0, 0, 3, 0, 3, 1, 1, 1, 1, 2, 0, 2}));
    }

    @Test
    void of_tellsHolesByOrientation_ringWithIslandInside() {
        List<Ring> rings = Contours.of(DrawnMask.of(
                "#####", //
                "#...#", "#.#.#", "#...#", "#####"));

        assertThat(rings)
                .containsExactly(
                        new Ring(1, false, new int[] {0, 0, 5, 0, 5, 5, 0, 5}),
                        new Ring(2, false, new int[] {2, 2, 3, 2, 3, 3, 2, 3}),
                        new Ring(1, true, new int[] {1, 4, 4, 4, 4, 1, 1, 1}));
        assertThat(rings).extracting(Ring::signedArea).containsExactly(25L, 1L, -9L);
    }

    @Test
    void of_keepsPixelsThatTouchAtACornerInOneRing_diagonal() {
        List<Ring> rings = Contours.of(DrawnMask.of("#.", ".#"));

        assertThat(rings)
                .containsExactly(new Ring(1, false, new int[] {0, 0, 1, 0, 1, 1, 2, 1, 2, 2, 1, 2, 1, 1, 0, 1}));
    }

    @Test
    void of_seesAHoleClosedByACorner_diamond() {
        List<Ring> rings = Contours.of(DrawnMask.of(".#.", "#.#", ".#."));

        assertThat(rings).extracting(Ring::hole).containsExactly(false, true);
        assertThat(rings).extracting(Ring::signedArea).containsExactly(5L, -1L);
    }

    @Test
    void of_isEmpty_emptyMask() {
        assertThat(Contours.of(Mask.empty(3, 3))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.05, 0.3, 0.5, 0.7, 0.95})
    void of_coversEveryEdgeOnceAndEncloses_randomMasks(double density) {
        Mask mask = DrawnMask.sprinkled(53, 37, density, 11);
        Components components = Components.of(mask);

        List<Ring> rings = Contours.of(components);

        assertThat(rings.stream().mapToLong(Ring::signedArea).sum()).isEqualTo(mask.pixelCount());
        assertThat(rings.stream().filter(ring -> !ring.hole()).map(Ring::component))
                .containsExactlyInAnyOrderElementsOf(
                        components.all().stream().map(Component::label).toList());
        assertThat(rings.stream().mapToLong(ContoursTest::length).sum()).isEqualTo(edges(mask));
        rings.forEach(ring -> assertThat(ring.signedArea() < 0).isEqualTo(ring.hole()));
        components.all().forEach(part -> assertThat(rings.stream()
                        .filter(ring -> ring.component() == part.label())
                        .mapToLong(Ring::signedArea)
                        .sum())
                .isEqualTo(part.pixelCount()));
    }

    @Test
    void of_isQuick_largeNoisyMask() {
        Mask mask = DrawnMask.sprinkled(4000, 4000, 0.2, 5);

        Assertions.assertTimeout(Duration.ofSeconds(20), () -> Contours.of(mask));
    }

    private static long length(Ring ring) {
        long length = 0;
        for (int i = 0; i < ring.size(); i++) {
            int next = (i + 1) % ring.size();
            int across = Math.abs(ring.x(next) - ring.x(i));
            int down = Math.abs(ring.y(next) - ring.y(i));
            assertThat(Math.min(across, down)).isZero();
            length += across + down;
        }
        return length;
    }

    /** How many pixel sides lie between object and background, the outside of the image included. */
    private static long edges(Mask mask) {
        long edges = 0;
        for (int y = 0; y <= mask.height(); y++) {
            for (int x = 0; x <= mask.width(); x++) {
                edges += mask.contains(x, y) != mask.contains(x - 1, y) ? 1 : 0;
                edges += mask.contains(x, y) != mask.contains(x, y - 1) ? 1 : 0;
            }
        }
        return edges;
    }
}
