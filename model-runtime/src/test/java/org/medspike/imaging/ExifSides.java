package org.medspike.imaging;

/**
 * The EXIF table of orientations (EXIF 2.3, tag 0x0112), word by word: for each value the side of the upright image on
 * which row 0 lies, then the side on which column 0 lies.
 */
public final class ExifSides {

    private static final String[][] SIDES = {
        {"top", "left"},
        {"top", "right"},
        {"bottom", "right"},
        {"bottom", "left"},
        {"left", "top"},
        {"right", "top"},
        {"right", "bottom"},
        {"left", "bottom"}
    };

    private ExifSides() {}

    /** Where a stored pixel lies in the upright image: x and y. */
    public static int[] position(int exif, int row, int column, int uprightWidth, int uprightHeight) {
        int[] at = new int[2];
        place(at, SIDES[exif - 1][0], row, uprightWidth, uprightHeight);
        place(at, SIDES[exif - 1][1], column, uprightWidth, uprightHeight);
        return at;
    }

    private static void place(int[] at, String side, int distance, int width, int height) {
        switch (side) {
            case "left" -> at[0] = distance;
            case "right" -> at[0] = width - 1 - distance;
            case "top" -> at[1] = distance;
            case "bottom" -> at[1] = height - 1 - distance;
            default -> throw new IllegalArgumentException(side);
        }
    }
}
