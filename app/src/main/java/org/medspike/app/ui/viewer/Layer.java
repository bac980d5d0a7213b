package org.medspike.app.ui.viewer;

import java.util.List;
import javafx.scene.image.Image;
import javafx.scene.paint.Color;
import org.medspike.mask.Ring;

/** Something that lies over the image in a pane. */
public sealed interface Layer {

    /**
     * Pixels, stretched over the whole image whatever their own size.
     *
     * @param pixels the picture
     * @param opacity 0 to 1
     * @param smooth whether pixels blend into each other when they are enlarged
     */
    record Pixels(Image pixels, double opacity, boolean smooth) implements Layer {}

    /**
     * Outlines, drawn with a constant width whatever the zoom.
     *
     * @param rings along the edges of pixels, in image points
     * @param colour of the line
     */
    record Outline(List<Ring> rings, Color colour) implements Layer {}

    /**
     * A cross that marks a pixel.
     *
     * @param point which one
     */
    record Marker(ImagePoint point) implements Layer {}
}
