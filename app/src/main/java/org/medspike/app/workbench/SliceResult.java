package org.medspike.app.workbench;

import org.medspike.imaging.Plane;
import org.medspike.inference.Prediction;
import org.medspike.inference.Segmentation;
import org.medspike.mask.Mask;

/**
 * What the model said of a slice, kept on the grid of the network's mask, which for most models is far smaller than
 * the slice. Thread safe.
 */
final class SliceResult {

    private final String model;
    private final Prediction prediction;
    private final int width;
    private final int height;
    private final float threshold;
    private final double seconds;
    private volatile Counted counted = new Counted(Double.NaN, 0);

    private record Counted(double threshold, int pixels) {}

    /**
     * The result for an upright image of a size.
     *
     * @param model fingerprint of its weights
     */
    SliceResult(String model, Prediction prediction, int width, int height, float threshold, double seconds) {
        this.model = model;
        this.prediction = prediction;
        this.width = width;
        this.height = height;
        this.threshold = threshold;
        this.seconds = seconds;
    }

    /** Which model said so. */
    String model() {
        return model;
    }

    /** The probability at the slice's own size; takes milliseconds. */
    Segmentation segmentation() {
        return new Segmentation(map(), threshold, seconds);
    }

    private Plane map() {
        return prediction.onGrid(width, height);
    }

    /** Pixels of the mask that a threshold cuts; counted once for each threshold that stays. */
    int pixelsAbove(double at) {
        Counted known = counted;
        if (known.threshold() != at) {
            known = new Counted(at, Mask.above(map(), (float) at).pixelCount());
            counted = known;
        }
        return known.pixels();
    }
}
