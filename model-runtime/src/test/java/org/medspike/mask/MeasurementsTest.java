package org.medspike.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.BitSet;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.medspike.imaging.PixelSpacing;
import org.medspike.imaging.Plane;

class MeasurementsTest {

    private static final double EXACT = 1e-12;

    @Test
    void of_countsPixels_uncalibratedRectangle() {
        // Corners (1, 0) to (4, 2): the diagonal of 3 x 2 is the root of 13.
        Measurements measured = Measurements.of(DrawnMask.of(".###.", ".###."), null, null);

        assertThat(measured.components()).isEqualTo(1);
        assertThat(measured.area()).isEqualTo(6);
        assertThat(measured.areaUnit()).isEqualTo("px²");
        assertThat(measured.longestDiameter()).isCloseTo(Math.sqrt(13), within(EXACT));
        assertThat(measured.diameterUnit()).isEqualTo("px");
        assertThat(measured.meanProbability()).isNaN();
        assertThat(measured.isCalibrated()).isFalse();
    }

    @Test
    void of_scalesEachDirection_pixelsThatAreNotSquare() {
        // 3 columns of 0.5 mm and 2 rows of 2 mm: 1.5 mm x 4 mm.
        Measurements measured = Measurements.of(DrawnMask.of(".###.", ".###."), null, new PixelSpacing(2, 0.5));

        assertThat(measured.area()).isCloseTo(6, within(EXACT));
        assertThat(measured.areaUnit()).isEqualTo("mm²");
        assertThat(measured.longestDiameter()).isCloseTo(Math.sqrt(1.5 * 1.5 + 16), within(EXACT));
        assertThat(measured.diameterUnit()).isEqualTo("mm");
    }

    @Test
    void of_measuresWithinOnePart_twoDistantParts() {
        // Each part alone: 2 x 1 and 1 x 1; the gap between them must not count.
        Measurements measured = Measurements.of(DrawnMask.of("##.......#"), null, null);

        assertThat(measured.components()).isEqualTo(2);
        assertThat(measured.longestDiameter()).isCloseTo(Math.sqrt(5), within(EXACT));
    }

    @Test
    void of_averagesInsideTheMaskOnly_withProbability() {
        Plane probability = new Plane(2, 2, new float[] {0.9f, 0.1f, 0.25f, 0.7f});

        Measurements measured = Measurements.of(Mask.above(probability, 0.5f), probability, null);

        assertThat(measured.meanProbability()).isCloseTo(0.8, within(1e-6));
    }

    @Test
    void of_isZeroWithoutMean_emptyMask() {
        Measurements measured = Measurements.of(Mask.empty(3, 2), new Plane(3, 2, new float[6]), null);

        assertThat(measured.components()).isZero();
        assertThat(measured.area()).isZero();
        assertThat(measured.longestDiameter()).isZero();
        assertThat(measured.meanProbability()).isNaN();
    }

    @Test
    void of_refusesAProbabilityOfAnotherSize() {
        assertThatThrownBy(() -> Measurements.of(Mask.empty(3, 2), new Plane(2, 3, new float[6]), null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2 x 3")
                .hasMessageContaining("3 x 2");
    }

    @ParameterizedTest
    @CsvSource({"1, 0.1, 1, 1", "2, 0.3, 1, 1", "3, 0.45, 0.7, 2.5", "4, 0.8, 3, 0.2", "5, 0.02, 1, 1"})
    void of_agreesWithAllPairsOfCorners_randomMasks(long seed, double density, double rowMm, double columnMm) {
        Mask mask = DrawnMask.sprinkled(31, 23, density, seed);

        Measurements measured = Measurements.of(mask, null, new PixelSpacing(rowMm, columnMm));

        assertThat(measured.longestDiameter()).isCloseTo(longestByAllPairs(mask, rowMm, columnMm), within(1e-9));
    }

    @Test
    void of_isQuickAndRight_largeDiscAndNoise() {
        Mask disc = DrawnMask.disc(4000, 2000, 1990);
        Mask noise = DrawnMask.sprinkled(4000, 4000, 0.1, 3);
        BitSet full = new BitSet();
        full.set(0, 16_000_000);

        Assertions.assertTimeout(Duration.ofSeconds(15), () -> {
            assertThat(Measurements.of(disc, null, null).longestDiameter()).isBetween(3980.0, 3982.9);
            assertThat(Measurements.of(new Mask(4000, 4000, full), null, null).longestDiameter())
                    .isCloseTo(4000 * Math.sqrt(2), within(1e-9));
            Measurements.of(noise, null, null);
        });
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, -2", "NaN, 1", "1, Infinity"})
    void pixelSpacing_refusesWhatIsNoLength(double rowMm, double columnMm) {
        assertThatThrownBy(() -> new PixelSpacing(rowMm, columnMm)).isInstanceOf(IllegalArgumentException.class);
    }

    private static double longestByAllPairs(Mask mask, double rowMm, double columnMm) {
        Components components = Components.of(mask);
        double longest = 0;
        for (Component part : components.all()) {
            for (int[] a : pixels(components, part)) {
                for (int[] b : pixels(components, part)) {
                    double across = (Math.abs(a[0] - b[0]) + 1) * columnMm;
                    double down = (Math.abs(a[1] - b[1]) + 1) * rowMm;
                    longest = Math.max(longest, Math.hypot(across, down));
                }
            }
        }
        return longest;
    }

    private static java.util.List<int[]> pixels(Components components, Component part) {
        java.util.List<int[]> pixels = new java.util.ArrayList<>();
        for (int y = part.top(); y < part.top() + part.height(); y++) {
            for (int x = part.left(); x < part.left() + part.width(); x++) {
                if (components.labelAt(x, y) == part.label()) {
                    pixels.add(new int[] {x, y});
                }
            }
        }
        return pixels;
    }
}
