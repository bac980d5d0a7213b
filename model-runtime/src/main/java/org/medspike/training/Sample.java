package org.medspike.training;

import java.util.BitSet;
import org.medspike.dataset.LabelledImage;
import org.medspike.imaging.InputLevels;
import org.medspike.imaging.Plane;

/**
 * An image and its mask as training sees them: squashed to a square, eight bits a value, and the mask also at its own
 * size for scoring.
 *
 * @param stem name of the pair
 * @param size side of the square in pixels
 * @param rgb {@code 3 * size * size} values, plane by plane
 * @param mask {@code size * size} values, 255 where the object covers the whole pixel
 * @param width columns of the image itself
 * @param height rows of the image itself
 * @param truth the object's pixels at the image's own size, row by row
 */
record Sample(String stem, int size, byte[] rgb, byte[] mask, int width, int height, BitSet truth) {

    /** An image as training sees it. */
    static Sample of(LabelledImage image, int size) {
        int width = image.image().width();
        int height = image.image().height();
        BitSet truth = image.truth().pixels();
        float[] covered = new float[width * height];
        truth.stream().forEach(i -> covered[i] = 1);
        return new Sample(
                image.stem(),
                size,
                InputLevels.of(image.image(), size, size),
                InputLevels.of(new Plane(width, height, covered), size, size),
                width,
                height,
                truth);
    }
}
