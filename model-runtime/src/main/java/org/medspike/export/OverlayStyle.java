package org.medspike.export;

/**
 * How a mask is drawn over its image.
 *
 * @param rgb colour, {@code 0xRRGGBB}
 * @param opacity of the filling: 0 invisible, 1 hides the image; the contour is always opaque
 * @param fill whether the object is filled
 * @param contour whether its outline is drawn, just inside the object
 */
public record OverlayStyle(int rgb, double opacity, boolean fill, boolean contour) {

    /** Refuses an opacity that is none. */
    public OverlayStyle {
        if (!(opacity >= 0 && opacity <= 1)) {
            throw new IllegalArgumentException("an opacity lies between 0 and 1, not at " + opacity);
        }
    }
}
