package org.medspike.imaging;

import java.util.List;

/**
 * How an image is cut at its own scale into tiles that overlap by about a quarter, and how maps of the tiles become one of
 * the image. Training and inference both go this way.
 *
 * <p>Where tiles overlap, their maps are averaged with weights that fall towards a tile's edges, because there a network
 * sees less of what is around. Beyond the image's right and lower edge its last pixels are repeated.
 *
 * @param width of the image
 * @param height of the image
 * @param tileWidth columns of a tile
 * @param tileHeight rows of a tile
 * @param columns first columns of the tiles
 * @param rows first rows of the tiles
 */
public record TileGrid(int width, int height, int tileWidth, int tileHeight, int[] columns, int[] rows) {

    /**
     * The grid for an image.
     *
     * @param multiple by which positions are divisible, so that tiles lie alike in maps that are smaller by a divisor of
     *     it
     */
    public static TileGrid of(int width, int height, int tileWidth, int tileHeight, int multiple) {
        return new TileGrid(
                width,
                height,
                tileWidth,
                tileHeight,
                starts(width, tileWidth, multiple),
                starts(height, tileHeight, multiple));
    }

    /** First positions along an axis, spread evenly. */
    private static int[] starts(int extent, int tile, int multiple) {
        if (extent <= tile) {
            return new int[] {0};
        }
        int last = (extent - tile + multiple - 1) / multiple * multiple;
        int step = tile * 3 / 4;
        int[] starts = new int[(last + step - 1) / step + 1];
        for (int i = 0; i < starts.length; i++) {
            starts[i] = (int) Math.round((double) last * i / (starts.length - 1) / multiple) * multiple;
        }
        return starts;
    }

    /** How many tiles there are, at least one. */
    public int count() {
        return columns.length * rows.length;
    }

    /** Where a tile lies; tiles are counted row by row from zero. */
    public ImageRegion region(int index) {
        return new ImageRegion(columns[index % columns.length], rows[index / columns.length], tileWidth, tileHeight);
    }

    /** The tile in which a pixel is farthest from the edges. */
    public int tileAt(int x, int y) {
        return nearest(rows, tileHeight, y) * columns.length + nearest(columns, tileWidth, x);
    }

    private static int nearest(int[] starts, int tile, int position) {
        int best = 0;
        for (int i = 1; i < starts.length; i++) {
            if (Math.abs(2 * (position - starts[i]) - tile) < Math.abs(2 * (position - starts[best]) - tile)) {
                best = i;
            }
        }
        return best;
    }

    /**
     * Cuts a tile.
     *
     * @param levels of the whole image, plane by plane, see {@link InputLevels}
     * @param target where the tile's intensities go, plane by plane, from {@code offset}
     */
    public void cut(byte[] levels, int index, float[] target, int offset) {
        ImageRegion region = region(index);
        int i = offset;
        for (int plane = 0; plane < levels.length / (width * height); plane++) {
            for (int y = 0; y < tileHeight; y++) {
                int row = (plane * height + Math.min(region.y() + y, height - 1)) * width;
                for (int x = 0; x < tileWidth; x++) {
                    target[i++] = InputLevels.intensity(levels[row + Math.min(region.x() + x, width - 1)]);
                }
            }
        }
    }

    /** The map of one tile as one of the whole image, zero elsewhere. */
    public Plane placed(int index, Plane map) {
        Plane whole = empty(map);
        each(index, map, whole, (at, x, y) -> whole.values()[at] = map.at(x, y));
        return whole;
    }

    /**
     * The maps of all tiles as one of the whole image.
     *
     * @param maps one a tile in their order, all of one size, which divides a tile's
     */
    public Plane joined(List<Plane> maps) {
        Plane whole = empty(maps.get(0));
        float[] sums = whole.values();
        float[] weights = new float[sums.length];
        for (int i = 0; i < maps.size(); i++) {
            Plane map = maps.get(i);
            each(i, map, whole, (at, x, y) -> {
                float weight = ramp(x, map.width()) * ramp(y, map.height());
                sums[at] += weight * map.at(x, y);
                weights[at] += weight;
            });
        }
        for (int i = 0; i < sums.length; i++) {
            sums[i] /= weights[i];
        }
        return whole;
    }

    /** Rises from either edge over a quarter of the side, the least overlap. */
    private static float ramp(int position, int side) {
        float inside = Math.min(position, side - 1 - position) + 0.5f;
        return Math.min(1, 4 * inside / side);
    }

    /** A map of the whole image on the grid of a tile's map. */
    private Plane empty(Plane map) {
        int factor = tileWidth / map.width();
        int wholeWidth = (width + factor - 1) / factor;
        int wholeHeight = (height + factor - 1) / factor;
        return new Plane(wholeWidth, wholeHeight, new float[wholeWidth * wholeHeight]);
    }

    /** Told of a value of a tile's map and where it belongs in the whole one. */
    private interface Visitor {
        void visit(int at, int x, int y);
    }

    private void each(int index, Plane map, Plane whole, Visitor visitor) {
        int factor = tileWidth / map.width();
        int left = columns[index % columns.length] / factor;
        int top = rows[index / columns.length] / factor;
        for (int y = 0; y < map.height() && top + y < whole.height(); y++) {
            for (int x = 0; x < map.width() && left + x < whole.width(); x++) {
                visitor.visit((top + y) * whole.width() + left + x, x, y);
            }
        }
    }
}
