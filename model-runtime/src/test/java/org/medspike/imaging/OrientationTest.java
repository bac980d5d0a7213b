package org.medspike.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrientationTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void upright_putsRowAndColumnZeroWhereExifSays(int exif) {
        int width = 3;
        int height = 2;
        byte[] values = {10, 11, 12, 20, 21, 22};
        Frame stored = new Frame(
                width, height, Photometric.MONOCHROME2, 8, Orientation.ofExif(exif), new Samples.Bytes(values));

        Frame upright = stored.upright();

        assertThat(upright.orientation()).isEqualTo(Orientation.UPRIGHT);
        assertThat(upright.width()).isEqualTo(exif <= 4 ? 3 : 2);
        assertThat(upright.height()).isEqualTo(exif <= 4 ? 2 : 3);
        for (int row = 0; row < height; row++) {
            for (int column = 0; column < width; column++) {
                int[] at = ExifSides.position(exif, row, column, upright.width(), upright.height());
                assertThat(upright.sample(at[0], at[1], 0)).isEqualTo(stored.sample(column, row, 0));
            }
        }
    }

    @Test
    void upright_keepsPixelsTogether_colourWithOpacity() {
        byte[] values = {1, 2, 3, 4, 5, 6, 7, 8};
        Frame stored = new Frame(2, 1, Photometric.RGB_ALPHA, 8, Orientation.ROTATED_90, new Samples.Bytes(values));

        Frame upright = stored.upright();

        assertThat(upright.width()).isEqualTo(1);
        assertThat(upright.samples()).isInstanceOf(Samples.Bytes.class);
        assertThat(((Samples.Bytes) upright.samples()).values()).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
    }

    @Test
    void ofExif_isUpright_valueThatIsNotDefined() {
        assertThat(Orientation.ofExif(0)).isEqualTo(Orientation.UPRIGHT);
        assertThat(Orientation.ofExif(9)).isEqualTo(Orientation.UPRIGHT);
    }
}
