package org.medspike.training;

import org.medspike.dataset.LabelledImage;
import org.medspike.imaging.InputLevels;
import org.medspike.imaging.Plane;
import org.medspike.mask.Mask;

/**
 * An image and its mask as training sees them: squashed to a square, eight bits a value, and the mask also at its own
 * size for scoring.
 *
 * @param size side of the square in pixels
 * @param rgb {@code 3 * size * size} values, plane by plane
 * @param mask {@code size * size} values, 255 where the object covers the whole pixel
 * @param truth the object at the image's own size
 */
record Sample(int size, byte[] rgb, byte[] mask, Mask truth) {

    /** An image as training sees it. */
    static Sample of(LabelledImage image, int size) {
        Mask truth = image.truth();
        float[] covered = new float[truth.width() * truth.height()];
        truth.pixels().stream().forEach(i -> covered[i] = 1);
        return new Sample(
                size,
                InputLevels.of(image.image(), size, size),
                InputLevels.of(new Plane(truth.width(), truth.height(), covered), size, size),
                truth);
    }

    /** What it takes of the heap, about. */
    long bytes() {
        return rgb.length + mask.length + truth.pixels().size() / 8L;
    }
}
