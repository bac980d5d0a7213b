package org.medspike.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PlacementTest {

    private static final PixelSpacing TALL = new PixelSpacing(2, 0.5);

    @Test
    void of_axialSlice_pixelsLieWhereTheirSpacingSays() {
        Placement placement = Placement.of(new Vector3(-100, -50, 7), new Vector3(1, 0, 0), new Vector3(0, 1, 0), TALL)
                .orElseThrow();

        assertThat(placement.at(4, 3)).isEqualTo(new Vector3(-98, -44, 7));
        assertThat(placement.normal()).isEqualTo(new Vector3(0, 0, 1));
    }

    @Test
    void of_fewDigits_directionsAreOfUnitLength() {
        Placement placement = Placement.of(
                        new Vector3(0, 0, 0), new Vector3(1, 0, 0), new Vector3(0, 0.966, 0.258), TALL)
                .orElseThrow();

        assertThat(placement.alongColumn().length()).isCloseTo(1, within(1e-12));
    }

    @Test
    void of_directionsThatAreNoPair_nothing() {
        Vector3 origin = new Vector3(0, 0, 0);
        Vector3 x = new Vector3(1, 0, 0);

        assertThat(Placement.of(origin, x, new Vector3(0.7, 0.7, 0), TALL)).isEmpty();
        assertThat(Placement.of(origin, x, new Vector3(0, 2, 0), TALL)).isEmpty();
        assertThat(Placement.of(new Vector3(Double.NaN, 0, 0), x, new Vector3(0, 1, 0), TALL))
                .isEmpty();
    }
}
