package org.medspike.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ColorMapTest {

    /** The published hexadecimal codes of entries 0, 128 and 255. */
    @ParameterizedTest
    @CsvSource({"VIRIDIS, 440154, 21918c, fde725", "INFERNO, 000004, bc3754, fcffa4", "MAGMA, 000004, b73779, fcfdbf"})
    void argb_isAsPublished_endsAndMiddle(ColorMap map, String low, String middle, String high) {
        assertThat(Integer.toHexString(map.argb(0))).isEqualTo("ff" + low);
        assertThat(Integer.toHexString(map.argb(0.5))).isEqualTo("ff" + middle);
        assertThat(Integer.toHexString(map.argb(1))).isEqualTo("ff" + high);
    }

    @ParameterizedTest
    @EnumSource(ColorMap.class)
    void argb_clampsAndLeavesOutWhatIsNoNumber(ColorMap map) {
        assertThat(map.argb(-0.1)).isEqualTo(map.argb(0));
        assertThat(map.argb(Double.NEGATIVE_INFINITY)).isEqualTo(map.argb(0));
        assertThat(map.argb(7)).isEqualTo(map.argb(1));
        assertThat(map.argb(Double.POSITIVE_INFINITY)).isEqualTo(map.argb(1));
        assertThat(map.argb(Double.NaN)).isZero();
    }

    @Test
    void argb_hasAllEntries_stepsOfTheTable() {
        // Of the 256 published colours, 254 differ when rounded to eight bits.
        assertThat(java.util.stream.IntStream.range(0, 256)
                        .map(i -> ColorMap.VIRIDIS.argb((i + 0.5) / 256))
                        .distinct()
                        .count())
                .isEqualTo(254);
    }

    @Test
    void argb_isNeutralInTheMiddleAndEquallyLightOnBothSides_difference() {
        int middle = ColorMap.BLUE_WHITE_RED.argb(0.5);
        assertThat(middle >> 16 & 0xff).isEqualTo(middle & 0xff).isEqualTo(middle >> 8 & 0xff);
        for (double distance = 0.05; distance <= 0.5; distance += 0.05) {
            int below = ColorMap.BLUE_WHITE_RED.argb(0.5 - distance);
            int above = ColorMap.BLUE_WHITE_RED.argb(0.5 + distance - 1.0 / 512);
            assertThat(lightness(below)).isCloseTo(lightness(above), within(1.5));
            assertThat(below & 0xff).isGreaterThan(below >> 16 & 0xff);
            assertThat(above >> 16 & 0xff).isGreaterThan(above & 0xff);
        }
    }

    /** CIE L* of an sRGB colour. */
    private static double lightness(int rgb) {
        double luminance =
                0.2126 * linear(rgb >> 16 & 0xff) + 0.7152 * linear(rgb >> 8 & 0xff) + 0.0722 * linear(rgb & 0xff);
        return luminance > 0.008856 ? 116 * Math.cbrt(luminance) - 16 : 903.3 * luminance;
    }

    private static double linear(int level) {
        double v = level / 255.0;
        return v <= 0.04045 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4);
    }
}
