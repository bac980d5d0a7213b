package org.medspike.evaluation.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import org.junit.jupiter.api.Test;
import org.medspike.mask.Mask;

class ProtocolTest {

    @Test
    void strict_takesTheMaskAsDrawn() {
        Mask drawn = Mask.empty(7, 5);

        assertThat(Protocol.STRICT.truth(drawn)).isSameAs(drawn);
    }

    /** By hand: of 3 x 2 pixels the lower middle one covers columns 86 to 170 (centres 85.33 to 170.67) and rows 128 on. */
    @Test
    void paper_squashesToTheGrid_byNearestNeighbour() {
        BitSet object = new BitSet();
        object.set(4);

        Mask squashed = Protocol.PAPER.truth(new Mask(3, 2, object));

        assertThat(squashed.width()).isEqualTo(256);
        assertThat(squashed.height()).isEqualTo(256);
        assertThat(squashed.contains(85, 128)).isTrue();
        assertThat(squashed.contains(84, 128)).isFalse();
        assertThat(squashed.contains(170, 255)).isTrue();
        assertThat(squashed.contains(171, 255)).isFalse();
        assertThat(squashed.contains(100, 127)).isFalse();
        assertThat(squashed.pixelCount()).isEqualTo(86 * 128);
    }

    @Test
    void paper_keepsOneOfFourPixels_ofTwiceTheGrid() {
        BitSet rows = new BitSet();
        rows.set(0, 512 * 256);

        Mask squashed = Protocol.PAPER.truth(new Mask(512, 512, rows));

        assertThat(squashed.pixelCount()).isEqualTo(256 * 128);
    }
}
