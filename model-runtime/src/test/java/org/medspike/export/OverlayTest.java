package org.medspike.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.BitSet;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medspike.imaging.Frame;
import org.medspike.imaging.Orientation;
import org.medspike.imaging.Photometric;
import org.medspike.imaging.Samples;
import org.medspike.mask.Mask;

class OverlayTest {

    private static final int BLACK = 0xff000000;
    private static final int GREEN = 0xff00ff00;

    @TempDir
    Path folder;

    @Test
    void pixels_blendColourAndImage_fillOfAQuarter() {
        Frame image = new Frame(
                2, 1, Photometric.RGB, 8, Orientation.UPRIGHT, new Samples.Bytes(new byte[] {100, 0, 40, 1, 2, 3}));
        BitSet object = new BitSet();
        object.set(0);

        int[] pixels = Overlay.pixels(image, new Mask(2, 1, object), new OverlayStyle(0x00c8ff, 0.25, true, false));

        // 100 + (0 - 100) / 4 = 75; 0 + 200 / 4 = 50; 40 + (255 - 40) / 4 = 93.75.
        assertThat(pixels).containsExactly(0xff4b325e, 0xff010203);
    }

    @Test
    void pixels_drawTheOutlineInsideAndAlongTheBorder_contourAlone() {
        Mask mask = mask(
                "......", //
                ".#####", ".#####", ".#####", "......");

        int[] pixels = Overlay.pixels(black(6, 5), mask, new OverlayStyle(0x00ff00, 0.5, false, true));

        assertThat(pixels)
                .isEqualTo(painted(
                        "......", //
                        ".#####", ".#...#", ".#####", "......"));
    }

    @Test
    void pixels_goAroundHolesAndCorners_contourAlone() {
        Mask mask = mask(
                ".......", //
                ".#####.", ".#####.", ".#####.", ".#####.", ".####..", ".......");

        int[] pixels = Overlay.pixels(black(7, 7), mask, new OverlayStyle(0x00ff00, 1, false, true));

        // The missing corner is a neighbour of the pixel diagonally beside it.
        assertThat(pixels)
                .isEqualTo(painted(
                        ".......", //
                        ".#####.", ".#...#.", ".#...#.", ".#..##.", ".####..", "......."));
    }

    @Test
    void pixels_drawThickerLines_largeImage() {
        BitSet object = new BitSet();
        object.set(0, 1536 * 20);

        int[] pixels =
                Overlay.pixels(black(1536, 30), new Mask(1536, 30, object), new OverlayStyle(0x00ff00, 1, false, true));

        int column = 700;
        for (int y = 0; y < 30; y++) {
            boolean line = y < 3 || y >= 17 && y < 20;
            assertThat(pixels[y * 1536 + column]).isEqualTo(line ? GREEN : BLACK);
        }
    }

    @Test
    void write_isTheOverlayAtTheImagesSize_png() throws IOException {
        Path file = folder.resolve("overlay.png");

        OverlayPng.write(file, black(3, 2), mask("#..", "..."), new OverlayStyle(0x00ff00, 1, true, true));

        BufferedImage written = ImageIO.read(file.toFile());
        assertThat(written.getRGB(0, 0, 3, 2, null, 0, 3)).containsExactly(GREEN, BLACK, BLACK, BLACK, BLACK, BLACK);
        assertThat(written.getColorModel().hasAlpha()).isFalse();
    }

    @Test
    void pixels_refuseAMaskOfAnotherSizeAndAWrongOpacity() {
        assertThatThrownBy(() -> Overlay.pixels(black(3, 2), Mask.empty(2, 3), new OverlayStyle(0, 0.5, true, true)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2 x 3")
                .hasMessageContaining("3 x 2");
        assertThatThrownBy(() -> new OverlayStyle(0, Double.NaN, true, true))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Frame black(int width, int height) {
        return new Frame(
                width,
                height,
                Photometric.MONOCHROME2,
                8,
                Orientation.UPRIGHT,
                new Samples.Bytes(new byte[width * height]));
    }

    private static Mask mask(String... rows) {
        BitSet object = new BitSet();
        String all = String.join("", rows);
        for (int i = 0; i < all.length(); i++) {
            object.set(i, all.charAt(i) == '#');
        }
        return new Mask(rows[0].length(), rows.length, object);
    }

    private static int[] painted(String... rows) {
        return String.join("", rows).chars().map(c -> c == '#' ? GREEN : BLACK).toArray();
    }
}
