package org.medspike.imaging;

/**
 * A rectangle of an upright image in pixels; it may reach beyond the right and lower edge.
 *
 * @param x first column
 * @param y first row
 * @param width columns
 * @param height rows
 */
public record ImageRegion(int x, int y, int width, int height) {

    /** Whether a pixel lies in it. */
    public boolean contains(int column, int row) {
        return column >= x && row >= y && column < x + width && row < y + height;
    }
}
