package org.medspike.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.medspike.imaging.Plane;

class HeatMapTest {

    private static final int GREY = 0xff808080;

    @TempDir
    Path folder;

    @Test
    void pixels_spanTheRange_endsMiddleAndNoNumber() {
        Plane plane = new Plane(5, 1, new float[] {-2, 0, 2, Float.NaN, Float.POSITIVE_INFINITY});

        int[] pixels = new HeatMap(plane, -2, 2, ColorMap.VIRIDIS, "", "").pixels();

        assertThat(pixels).containsExactly(0xff440154, 0xff21918c, 0xfffde725, 0, 0xfffde725);
    }

    @Test
    void ofWholeRange_leavesOutInfinities() {
        HeatMap map = HeatMap.ofWholeRange(
                new Plane(3, 1, new float[] {3, Float.NEGATIVE_INFINITY, -1}), ColorMap.MAGMA, "", "");

        assertThat(map.low()).isEqualTo(-1);
        assertThat(map.high()).isEqualTo(3);
    }

    @Test
    void ofDifference_givesZeroTheMiddle_oneSidedValues() {
        HeatMap map = HeatMap.ofDifference(new Plane(2, 1, new float[] {0, 0.25f}), ColorMap.BLUE_WHITE_RED, "", "");

        assertThat(map.low()).isEqualTo(-0.25);
        assertThat(map.high()).isEqualTo(0.25);
        assertThat(map.pixels()[0]).isEqualTo(ColorMap.BLUE_WHITE_RED.argb(0.5));
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "NaN, 2", "0, Infinity", "-Infinity, Infinity", "NaN, NaN"})
    void pixelsAndPicture_takeTheMiddleColour_rangeWithoutExtent(double low, double high) {
        HeatMap map = new HeatMap(new Plane(1, 1, new float[] {5}), low, high, ColorMap.VIRIDIS, "flat", "");

        assertThat(map.pixels()).containsExactly(0xff21918c);
        assertThat(HeatMapPng.render(map).getRGB(40, 60)).isEqualTo(0xff21918c);
    }

    @Test
    void ofWholeRange_hasNoExtent_noNumberAtAll() {
        HeatMap map = HeatMap.ofWholeRange(
                new Plane(2, 1, new float[] {Float.NaN, Float.NaN}), ColorMap.VIRIDIS, "nothing", "");

        assertThat(map.hasExtent()).isFalse();
        assertThat(HeatMapPng.render(map).getRGB(40, 60)).isEqualTo(GREY);
    }

    @Test
    void render_enlargesByWholeFactorsWithBarBeside_sixteenBySixteen() throws IOException {
        float[] values = new float[256];
        for (int i = 0; i < 256; i++) {
            values[i] = i;
        }
        values[17] = Float.NaN;
        HeatMap map = HeatMap.ofWholeRange(new Plane(16, 16, values), ColorMap.VIRIDIS, "Stage 4", "spikes");
        Path file = folder.resolve("s4.png");

        HeatMapPng.write(file, map);

        BufferedImage picture = ImageIO.read(file.toFile());
        // Margin 16, title 32 high, squares of 512 / 16 = 32 pixels.
        assertThat(picture.getRGB(16, 48)).isEqualTo(0xff440154);
        assertThat(picture.getRGB(16 + 31, 48 + 31)).isEqualTo(0xff440154);
        assertThat(picture.getRGB(16 + 511, 48 + 511)).isEqualTo(0xfffde725);
        assertThat(picture.getRGB(16 + 48, 48 + 48)).isEqualTo(GREY);
        assertThat(picture.getRGB(16 + 512, 48 + 100)).isEqualTo(0xffffffff);
        int bar = 16 + 512 + 16 + 10;
        assertThat(picture.getRGB(bar, 48)).isEqualTo(0xfffde725);
        assertThat(picture.getRGB(bar, 48 + 511)).isEqualTo(0xff440154);
        assertThat(picture.getHeight()).isEqualTo(48 + 512 + 16);
        assertThat(Files.list(folder)).containsExactly(file);
    }

    @Test
    void render_keepsItsSize_mapLargerThanTheTarget() {
        HeatMap map = HeatMap.ofWholeRange(new Plane(600, 2, new float[1200]), ColorMap.INFERNO, "t".repeat(300), "");

        assertThat(HeatMapPng.render(map).getWidth()).isGreaterThan(1000);
        assertThat(HeatMapPng.render(map).getHeight()).isEqualTo(48 + 96 + 16);
    }
}
