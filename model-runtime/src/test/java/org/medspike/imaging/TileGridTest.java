package org.medspike.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TileGridTest {

    @ParameterizedTest
    @CsvSource({"64,64", "65,64", "1000,700", "30,200", "257,129", "63,1"})
    void everyPixelLiesInATile_tilesOverlapByAQuarterAtLeast(int width, int height) {
        TileGrid grid = TileGrid.of(width, height, 64, 64, 8);

        boolean[] covered = new boolean[width * height];
        for (int i = 0; i < grid.count(); i++) {
            ImageRegion region = grid.region(i);
            assertThat(region.x() % 8).isZero();
            assertThat(region.y() % 8).isZero();
            for (int y = region.y(); y < Math.min(height, region.y() + 64); y++) {
                Arrays.fill(covered, y * width + region.x(), y * width + Math.min(width, region.x() + 64), true);
            }
        }
        for (boolean one : covered) {
            assertThat(one).isTrue();
        }
        for (int i = 1; i < grid.columns().length; i++) {
            assertThat(grid.columns()[i] - grid.columns()[i - 1]).isBetween(1, 48 + 4);
        }
    }

    @ParameterizedTest
    @CsvSource({"100,90,1", "130,64,2", "30,200,8", "64,64,4"})
    void joined_whatIsEqualInAllTiles_comesBackOnTheImage(int width, int height, int factor) {
        TileGrid grid = TileGrid.of(width, height, 64, 64, 8);
        List<Plane> maps = new ArrayList<>();
        for (int i = 0; i < grid.count(); i++) {
            int left = grid.region(i).x() / factor;
            int top = grid.region(i).y() / factor;
            int side = 64 / factor;
            float[] values = new float[side * side];
            for (int j = 0; j < values.length; j++) {
                values[j] = 1000 * (top + j / side) + left + j % side;
            }
            maps.add(new Plane(side, side, values));
        }

        Plane joined = grid.joined(maps);

        assertThat(joined.width()).isEqualTo((width + factor - 1) / factor);
        assertThat(joined.height()).isEqualTo((height + factor - 1) / factor);
        for (int y = 0; y < joined.height(); y++) {
            for (int x = 0; x < joined.width(); x++) {
                assertThat((double) joined.at(x, y)).isCloseTo(1000.0 * y + x, within(0.05));
            }
        }
    }

    @Test
    void cut_beyondTheEdge_repeatsTheLastPixel() {
        byte[] levels = new byte[3 * 10 * 6];
        new Random(5).nextBytes(levels);
        TileGrid grid = TileGrid.of(10, 6, 16, 8, 8);
        float[] tile = new float[3 * 16 * 8];

        grid.cut(levels, 0, tile, 0);

        for (int c = 0; c < 3; c++) {
            for (int y = 0; y < 8; y++) {
                for (int x = 0; x < 16; x++) {
                    int expected = levels[(c * 6 + Math.min(y, 5)) * 10 + Math.min(x, 9)] & 0xff;
                    assertThat(tile[(c * 8 + y) * 16 + x]).isEqualTo(expected / 255f);
                }
            }
        }
    }

    @Test
    void tileAt_thePixelIsWithinAndFarFromInnerEdges() {
        TileGrid grid = TileGrid.of(300, 300, 64, 64, 8);

        ImageRegion region = grid.region(grid.tileAt(150, 201));

        assertThat(Math.min(150 - region.x(), region.x() + 63 - 150)).isGreaterThanOrEqualTo(8);
        assertThat(Math.min(201 - region.y(), region.y() + 63 - 201)).isGreaterThanOrEqualTo(8);
    }

    @Test
    void placed_isZeroElsewhere() {
        TileGrid grid = TileGrid.of(100, 64, 64, 64, 8);
        float[] ones = new float[32 * 32];
        Arrays.fill(ones, 1);

        Plane placed = grid.placed(1, new Plane(32, 32, ones));

        assertThat(placed.width()).isEqualTo(50);
        assertThat(placed.at(grid.region(1).x() / 2 - 1, 5)).isZero();
        assertThat(placed.at(49, 31)).isEqualTo(1);
    }
}
