package org.medspike.mask;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PolygonTest {

    @Test
    void pixelsThatTouchAtACorner_areTwoPolygonsOfOnePart() {
        assertThat(Polygon.byPart(DrawnMask.of("#.", ".#")))
                .containsExactly(List.of(
                        new Polygon(new int[] {0, 0, 1, 0, 1, 1, 0, 1}, List.of()),
                        new Polygon(new int[] {1, 1, 2, 1, 2, 2, 1, 2}, List.of())));
    }

    /** The hole meets the outside at (2, 2), where a ring that went through twice would be invalid. */
    @Test
    void holeThatMeetsTheOutsideAtACorner_isAHoleAllTheSame() {
        List<List<Polygon>> polygons = Polygon.byPart(DrawnMask.of(
                "###", //
                "#.#", "##."));

        assertThat(polygons)
                .containsExactly(List.of(new Polygon(
                        new int[] {0, 0, 3, 0, 3, 2, 2, 2, 2, 3, 0, 3}, List.of(new int[] {2, 2, 2, 1, 1, 1, 1, 2}))));
    }

    @Test
    void islandInAHole_isAPartOfItsOwn() {
        List<List<Polygon>> polygons = Polygon.byPart(DrawnMask.of(
                "#####", //
                "#...#", "#.#.#", "#...#", "#####"));

        assertThat(polygons).hasSize(2);
        assertThat(polygons.get(0).get(0).holes()).containsExactly(new int[] {1, 4, 4, 4, 4, 1, 1, 1});
        assertThat(polygons.get(1)).containsExactly(new Polygon(new int[] {2, 2, 3, 2, 3, 3, 2, 3}, List.of()));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.4, 0.5, 0.6, 0.9})
    void noRingTouchesItself_andTogetherTheyEncloseThePart(double density) {
        Mask mask = DrawnMask.sprinkled(41, 33, density, 5);
        Components parts = Components.of(mask);

        List<List<Polygon>> polygons = Polygon.byPart(mask);

        assertThat(polygons).hasSize(parts.count());
        for (Component part : parts.all()) {
            long area = 0;
            for (Polygon polygon : polygons.get(part.label() - 1)) {
                assertSimple(polygon.shell());
                polygon.holes().forEach(PolygonTest::assertSimple);
                assertThat(area(polygon.shell())).isPositive();
                assertThat(polygon.holes()).allMatch(hole -> area(hole) < 0);
                area += area(polygon.shell())
                        + polygon.holes().stream().mapToLong(PolygonTest::area).sum();
            }
            assertThat(area).isEqualTo(part.pixelCount());
        }
    }

    private static void assertSimple(int[] ring) {
        Set<List<Integer>> corners = new HashSet<>();
        for (int i = 0; i < ring.length; i += 2) {
            assertThat(corners.add(List.of(ring[i], ring[i + 1]))).isTrue();
        }
    }

    private static long area(int[] ring) {
        return new Ring(1, false, ring).signedArea();
    }
}
