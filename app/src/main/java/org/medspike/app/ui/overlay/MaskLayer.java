package org.medspike.app.ui.overlay;

import java.util.List;
import java.util.Optional;
import org.medspike.imaging.PixelSpacing;
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
 * @param pixels the object in its colour, all else clear; {@code 0xAARRGGBB}
 */
public record MaskLayer(Mask mask, List<Ring> rings, Measurements measurements, int[] pixels) {

    /**
     * Cuts a probability map; takes tens of milliseconds for a large image.
     *
     * @param spacing of its pixels; empty where the file gives none, then measures are in px
     */
    static MaskLayer cut(Plane probability, double threshold, int rgb, Optional<PixelSpacing> spacing) {
        Mask mask = Mask.above(probability, (float) threshold);
        return new MaskLayer(
                mask,
                Contours.of(Components.of(mask)),
                Measurements.of(mask, probability, spacing.orElse(null)),
                pixels(mask, rgb));
    }

    private static int[] pixels(Mask mask, int rgb) {
        int[] pixels = new int[mask.width() * mask.height()];
        int opaque = 0xff000000 | rgb;
        mask.pixels().stream().forEach(i -> pixels[i] = opaque);
        return pixels;
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    @Override
    public String toString() {
        return "MaskLayer[" + mask + "]";
    }
}
