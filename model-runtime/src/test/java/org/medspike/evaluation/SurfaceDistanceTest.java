package org.medspike.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.medspike.imaging.PixelSpacing;
import org.medspike.mask.Mask;

class SurfaceDistanceTest {

    private static final Mask FIRST = DrawnMask.of(
            "............", //
            ".####.......",
            ".####.......",
            ".####.......",
            ".####.......",
            "............",
            "..........#.",
            "............");
    private static final Mask SECOND = DrawnMask.of(
            "............", //
            "............",
            "..####......",
            "..####..#...",
            "..####......",
            "..####......",
            "............",
            "............");

    private static double hd95(Mask predicted, Mask truth, PixelSpacing spacing) {
        return SurfaceDistance.hd95(predicted, truth, Optional.ofNullable(spacing))
                .orElseThrow();
    }

    /**
     * Golden: SciPy 1.17.1 and NumPy 2.4.6, the 95th {@code numpy.percentile} of
     * {@code scipy.ndimage.distance_transform_edt(~edge, sampling=...)} at the other mask's edge, the larger of both
     * directions; edge is {@code mask & ~scipy.ndimage.binary_erosion(mask)}.
     */
    @Test
    void hd95_asSciPy() {
        assertThat(hd95(FIRST, SECOND, null)).isCloseTo(2.2907486476094494, within(1e-12));
        assertThat(hd95(FIRST, SECOND, new PixelSpacing(0.5, 2))).isCloseTo(2.945732436748801, within(1e-12));
        Mask large = DrawnMask.disc(64, 28, 30, 17);
        Mask small = DrawnMask.disc(64, 40, 33, 13);
        assertThat(hd95(large, small, null)).isCloseTo(15.866346111101771, within(1e-12));
        assertThat(hd95(large, small, new PixelSpacing(0.7, 0.3))).isCloseTo(5.939907395503164, within(1e-12));
    }

    @Test
    void hd95_ofSinglePixels_isTheirDistance() {
        Mask left = DrawnMask.of("#....", ".....", ".....", ".....");
        Mask right = DrawnMask.of(".....", ".....", ".....", "....#");

        assertThat(hd95(left, right, null)).isEqualTo(5);
        assertThat(hd95(left, right, new PixelSpacing(2, 2))).isEqualTo(10);
        assertThat(hd95(left, left, null)).isZero();
    }

    @Test
    void hd95_ofEmptyMasks_isZeroForTwo_undefinedForOne() {
        Mask empty = Mask.empty(12, 8);

        assertThat(SurfaceDistance.hd95(empty, empty, Optional.empty())).hasValue(0);
        assertThat(SurfaceDistance.hd95(FIRST, empty, Optional.empty())).isEmpty();
        assertThat(SurfaceDistance.hd95(empty, FIRST, Optional.empty())).isEmpty();
    }

    @Test
    void hd95_ofDifferentSizes_isRefused() {
        assertThatThrownBy(() -> SurfaceDistance.hd95(FIRST, Mask.empty(8, 12), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** Objects that fill the image have the border as their outline, so that the outline is never empty. */
    @Test
    void hd95_ofFullImage_goesToItsBorder() {
        BitSet all = new BitSet();
        all.set(0, 25);

        assertThat(hd95(new Mask(5, 5, all), DrawnMask.disc(5, 2, 2, 0), null)).isCloseTo(Math.sqrt(8), within(1e-12));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void hd95_asAllPairsSay(long seed) {
        int width = 5 + (int) (seed * 7 % 23);
        int height = 3 + (int) (seed * 5 % 19);
        Mask a = DrawnMask.sprinkled(width, height, seed % 3 == 0 ? 0.05 : 0.7, seed);
        Mask b = DrawnMask.sprinkled(width, height, seed % 2 == 0 ? 0.1 : 0.5, seed + 1000);
        PixelSpacing spacing = seed % 4 == 0 ? new PixelSpacing(0.8, 1.7) : new PixelSpacing(1, 1);

        double distance = hd95(a, b, spacing);

        assertThat(distance).isCloseTo(Math.max(directed(a, b, spacing), directed(b, a, spacing)), within(1e-9));
        assertThat(distance).isCloseTo(hd95(b, a, spacing), within(1e-12));
    }

    private static double directed(Mask from, Mask to, PixelSpacing spacing) {
        double[] distances = outline(from).stream()
                .mapToDouble(p -> outline(to).stream()
                        .mapToDouble(
                                q -> Math.hypot((p[0] - q[0]) * spacing.columnMm(), (p[1] - q[1]) * spacing.rowMm()))
                        .min()
                        .orElseThrow())
                .sorted()
                .toArray();
        double position = 0.95 * (distances.length - 1);
        int below = (int) Math.floor(position);
        double above = distances[Math.min(below + 1, distances.length - 1)];
        return distances[below] * (1 - (position - below)) + above * (position - below);
    }

    private static List<int[]> outline(Mask mask) {
        List<int[]> outline = new ArrayList<>();
        for (int y = 0; y < mask.height(); y++) {
            for (int x = 0; x < mask.width(); x++) {
                int[][] around = {{x - 1, y}, {x + 1, y}, {x, y - 1}, {x, y + 1}};
                if (mask.contains(x, y) && !Arrays.stream(around).allMatch(p -> mask.contains(p[0], p[1]))) {
                    outline.add(new int[] {x, y});
                }
            }
        }
        return outline;
    }
}
