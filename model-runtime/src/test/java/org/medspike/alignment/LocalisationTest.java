package org.medspike.alignment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.medspike.imaging.Plane;
import org.medspike.mask.Mask;

/** Hand-made maps of 3 x 2 pixels over objects whose pixels are known. */
class LocalisationTest {

    private static final Plane MAP = new Plane(3, 2, new float[] {0.1f, 0.2f, 0.3f, 0.4f, 0.9f, 0.6f});
    private static final Offset<Double> ROUNDED = Offset.offset(1e-7);

    /** A mask with these pixels, x and y in turn. */
    private static Mask mask(int width, int height, int... pixels) {
        BitSet object = new BitSet();
        for (int i = 0; i < pixels.length; i += 2) {
            object.set(pixels[i + 1] * width + pixels[i]);
        }
        return new Mask(width, height, object);
    }

    @Test
    void maximum_hitsWhereItsCentreLies() {
        // The centre of map pixel (1, 1) is (1.5, 1.5) of 3 x 2, which is (3, 3) of 6 x 4 and (2.5, 2.25) of 5 x 3.
        assertThat(Localisation.of(MAP, mask(6, 4, 3, 3)).pointing()).isEqualTo(1);
        assertThat(Localisation.of(MAP, mask(6, 4, 2, 2, 2, 3, 3, 2)).pointing())
                .isZero();
        assertThat(Localisation.of(MAP, mask(5, 3, 2, 2)).pointing()).isEqualTo(1);
        assertThat(Localisation.of(MAP, mask(5, 3, 2, 1)).pointing()).isZero();
    }

    @Test
    void tiedMaxima_countWithTheShareThatHits() {
        Plane tied = new Plane(3, 2, new float[] {0.5f, 0.1f, 0.5f, 0.5f, 0.2f, 0.5f});

        assertThat(Localisation.of(tied, mask(3, 2, 0, 0)).pointing()).isEqualTo(0.25);
        assertThat(Localisation.of(tied, mask(3, 2, 0, 0, 2, 0, 0, 1)).pointing())
                .isEqualTo(0.75);
        assertThat(Localisation.of(tied, mask(3, 2, 1, 0, 1, 1)).pointing()).isZero();
    }

    @Test
    void mapWithoutAnyMaximum_pointsByChance() {
        Plane flat = new Plane(3, 2, new float[6]);

        Localisation localisation = Localisation.of(flat, mask(3, 2, 0, 0, 1, 0));

        assertThat(localisation.pointing()).isEqualTo(2.0 / 6, ROUNDED);
        assertThat(localisation.energyInside()).isNaN();
    }

    /** By numpy: each map pixel repeated, multiplied with the mask, summed, divided by the sum of all. */
    @Test
    void energyInside_isTheShareOfTheMapsSum() {
        assertThat(Localisation.of(MAP, mask(6, 4, 2, 2, 3, 2, 2, 3, 3, 3, 0, 0))
                        .energyInside())
                .isEqualTo(0.37, ROUNDED);
        assertThat(Localisation.of(MAP, mask(3, 2, 1, 1)).energyInside()).isEqualTo(0.9 / 2.5, ROUNDED);
        assertThat(Localisation.of(MAP, mask(1, 1, 0, 0)).energyInside()).isEqualTo(1);
    }

    @Test
    void withoutObject_orWithWhatIsNoNumber_nothingIsDefined() {
        Plane broken = new Plane(3, 2, new float[] {0, 1, Float.NaN, 0, 0, 0});

        for (Localisation undefined :
                new Localisation[] {Localisation.of(MAP, Mask.empty(6, 4)), Localisation.of(broken, mask(3, 2, 0, 0))
                }) {
            assertThat(undefined.pointing()).isNaN();
            assertThat(undefined.energyInside()).isNaN();
        }
    }
}
