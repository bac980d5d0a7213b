package org.medspike.app.ui.overlay;

import java.util.List;
import org.medspike.imaging.Plane;
import org.medspike.mask.Components;
import org.medspike.mask.Contours;
import org.medspike.mask.Mask;
import org.medspike.mask.Measurements;
import org.medspike.mask.Ring;

/**
 * A mask and what follows from it.
 *
 * @param mask pixels of the object
 * @param rings its outlines
 * @param measurements its measures
 */
public record MaskLayer(Mask mask, List<Ring> rings, Measurements measurements) {

    /** Cuts a probability map; takes tens of milliseconds for a large image. */
    static MaskLayer cut(Plane probability, double threshold) {
        Mask mask = Mask.above(probability, (float) threshold);
        return new MaskLayer(mask, Contours.of(Components.of(mask)), Measurements.of(mask, probability, null));
    }

    /** The object's pixels in one opaque colour, all others clear; {@code 0xAARRGGBB}. */
    public int[] pixels(int rgb) {
        int[] pixels = new int[mask.width() * mask.height()];
        int opaque = 0xff000000 | rgb;
        mask.pixels().stream().forEach(i -> pixels[i] = opaque);
        return pixels;
    }
}
