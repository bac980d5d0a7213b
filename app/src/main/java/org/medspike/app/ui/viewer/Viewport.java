package org.medspike.app.ui.viewer;

/**
 * Which part of an image a pane shows: a pane's point is {@code offset + scale * image point}, times the aspect for rows.
 *
 * <p>Image points are measured in pixels from the upper left corner of the image, so the centre of the first pixel is
 * (0.5, 0.5). Panes that share a viewport and are of one size show the same part.
 *
 * @param scale pane units for the width of an image pixel
 * @param aspect height of an image pixel in its widths; 1 for square ones
 * @param offsetX of the image's left edge in the pane
 * @param offsetY of the image's upper edge in the pane
 */
public record Viewport(double scale, double aspect, double offsetX, double offsetY) {

    /** One pixel for a unit, upper left corners together. */
    public static final Viewport IDENTITY = new Viewport(1, 1, 0, 0);

    /** Smallest and largest scale that zooming reaches. */
    static final double SMALLEST = 0.02;

    static final double LARGEST = 64;

    /**
     * The whole image, centred, as large as the pane allows.
     *
     * @param aspect height of an image pixel in its widths
     */
    public static Viewport fit(
            double imageWidth, double imageHeight, double aspect, double paneWidth, double paneHeight) {
        double scale = clamp(Math.min(paneWidth / imageWidth, paneHeight / (imageHeight * aspect)));
        return new Viewport(
                scale,
                aspect,
                paneWidth / 2 - scale * imageWidth / 2,
                paneHeight / 2 - scale * aspect * imageHeight / 2);
    }

    private static double clamp(double scale) {
        return Math.max(SMALLEST, Math.min(LARGEST, scale));
    }

    /** Column of the image under a point of the pane, in pixels with fraction. */
    public double imageX(double paneX) {
        return (paneX - offsetX) / scale;
    }

    /** Row of the image under a point of the pane, in pixels with fraction. */
    public double imageY(double paneY) {
        return (paneY - offsetY) / (scale * aspect);
    }

    /** Larger or smaller by a factor, while the image point under this point of the pane stays where it is. */
    public Viewport zoomedAt(double paneX, double paneY, double factor) {
        double target = clamp(scale * factor);
        return new Viewport(
                target, aspect, paneX - (paneX - offsetX) * target / scale, paneY - (paneY - offsetY) * target / scale);
    }

    /** One pixel for a unit, the middle of the pane staying where it is. */
    public Viewport actualSize(double paneWidth, double paneHeight) {
        return zoomedAt(paneWidth / 2, paneHeight / 2, 1 / scale);
    }

    /** Moved by a distance in the pane. */
    public Viewport moved(double dx, double dy) {
        return new Viewport(scale, aspect, offsetX + dx, offsetY + dy);
    }

    /** After the pane changed its size: what was in the middle is in the middle. */
    public Viewport resized(double oldWidth, double oldHeight, double newWidth, double newHeight) {
        return moved((newWidth - oldWidth) / 2, (newHeight - oldHeight) / 2);
    }
}
