package org.medspike.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.medspike.imaging.Frame;
import org.medspike.imaging.Orientation;
import org.medspike.imaging.Photometric;
import org.medspike.imaging.Plane;
import org.medspike.imaging.Samples;
import org.medspike.mask.Mask;

class StoredRasterTest {

    /** Every stored pixel has a value of its own: what is read upright must come back to the same stored pixel. */
    private static Frame numbered(Orientation orientation) {
        byte[] samples = new byte[12];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (byte) i;
        }
        return new Frame(4, 3, Photometric.MONOCHROME2, 8, orientation, new Samples.Bytes(samples));
    }

    @ParameterizedTest
    @EnumSource(Orientation.class)
    void valuesOfTheUprightImage_comeBackToTheirStoredPixels(Orientation orientation) {
        Frame stored = numbered(orientation);
        Frame upright = stored.upright();
        float[] values = new float[12];
        for (int i = 0; i < values.length; i++) {
            values[i] = upright.sample(i % upright.width(), i / upright.width(), 0);
        }

        Plane back = StoredRaster.of(new Plane(upright.width(), upright.height(), values), stored);

        assertThat(back.width()).isEqualTo(4);
        assertThat(back.values()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
    }

    @ParameterizedTest
    @EnumSource(Orientation.class)
    void maskDrawnUpright_coversTheSameAnatomyAsStored(Orientation orientation) {
        Frame stored = numbered(orientation);
        Frame upright = stored.upright();
        BitSet pixels = new BitSet();
        for (int i = 0; i < 12; i++) {
            int value = upright.sample(i % upright.width(), i / upright.width(), 0);
            pixels.set(i, value == 1 || value == 6);
        }

        Mask back = StoredRaster.of(new Mask(upright.width(), upright.height(), pixels), stored);

        assertThat(back.pixels().stream()).containsExactly(1, 6);
    }
}
