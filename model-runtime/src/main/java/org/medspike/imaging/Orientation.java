package org.medspike.imaging;

/**
 * How stored rows and columns lie when the image is held upright (EXIF and TIFF orientation, values 1 to 8).
 *
 * <p>Each is a flip of the stored columns and rows after an exchange of the two, if any: upright (x, y) is found at
 * stored (u, v) with (u, v) = (y, x) or (x, y), each mirrored or not.
 */
public enum Orientation {
    /** Stored upright. */
    UPRIGHT(1, false, false, false),
    /** Mirrored left to right. */
    MIRRORED(2, false, true, false),
    /** Upside down. */
    ROTATED_180(3, false, true, true),
    /** Mirrored top to bottom. */
    FLIPPED(4, false, false, true),
    /** Rows and columns exchanged. */
    TRANSPOSED(5, true, false, false),
    /** To be turned 90 degrees clockwise. */
    ROTATED_90(6, true, false, true),
    /** Exchanged along the other diagonal. */
    TRANSVERSED(7, true, true, true),
    /** To be turned 90 degrees anticlockwise. */
    ROTATED_270(8, true, true, false);

    private final int exif;
    private final boolean exchanged;
    private final boolean mirrorColumn;
    private final boolean mirrorRow;

    Orientation(int exif, boolean exchanged, boolean mirrorColumn, boolean mirrorRow) {
        this.exif = exif;
        this.exchanged = exchanged;
        this.mirrorColumn = mirrorColumn;
        this.mirrorRow = mirrorRow;
    }

    /** The orientation with an EXIF value; upright for any value that is not defined. */
    public static Orientation ofExif(int value) {
        for (Orientation orientation : values()) {
            if (orientation.exif == value) {
                return orientation;
            }
        }
        return UPRIGHT;
    }

    /**
     * The orientation that is made of these steps.
     *
     * @param exchanged whether stored columns run along upright rows
     * @param mirrorColumn whether stored columns count from the far side
     * @param mirrorRow whether stored rows count from the far side
     */
    public static Orientation of(boolean exchanged, boolean mirrorColumn, boolean mirrorRow) {
        for (Orientation orientation : values()) {
            if (orientation.exchanged == exchanged
                    && orientation.mirrorColumn == mirrorColumn
                    && orientation.mirrorRow == mirrorRow) {
                return orientation;
            }
        }
        throw new IllegalStateException("the eight orientations are all combinations");
    }

    /** Whether the upright image is as wide as the stored one is high. */
    public boolean exchangesAxes() {
        return exchanged;
    }

    /** Width of the upright image. */
    public int uprightWidth(int storedWidth, int storedHeight) {
        return exchanged ? storedHeight : storedWidth;
    }

    /** Height of the upright image. */
    public int uprightHeight(int storedWidth, int storedHeight) {
        return exchanged ? storedWidth : storedHeight;
    }

    /** Index in the stored raster, {@code row * storedWidth + column}, of a pixel of the upright image. */
    public int storedIndex(int x, int y, int storedWidth, int storedHeight) {
        int column = exchanged ? y : x;
        int row = exchanged ? x : y;
        int u = mirrorColumn ? storedWidth - 1 - column : column;
        int v = mirrorRow ? storedHeight - 1 - row : row;
        return v * storedWidth + u;
    }
}
