package org.medspike.inference;

import org.medspike.imaging.Plane;
import org.medspike.imaging.Resampling;

/** The probability of the object all over an image, to be had on any grid. Immutable. */
public final class Prediction {

    private final Plane map;

    Prediction(Plane map) {
        this.map = map;
    }

    /**
     * The probability on a grid that covers the whole upright image, resampled bilinearly from the grid of the network's mask.
     *
     * @param width columns of the grid; the image's own for its own pixels
     * @param height rows of it
     */
    public Plane onGrid(int width, int height) {
        return Resampling.resize(map, width, height);
    }
}
