package org.medspike.training;

import org.medspike.bundle.PreprocessingSpec;
import org.medspike.dataset.LabelledImage;
import org.medspike.imaging.InputLevels;
import org.medspike.imaging.Plane;
import org.medspike.mask.Mask;

/**
 * An image and its mask as training sees them: squashed to the input, or whole at their own size where tiles are cut from
 * them; eight bits a value. The mask also at its own size for scoring.
 *
 * @param width columns
 * @param height rows
 * @param rgb {@code 3 * width * height} values, plane by plane
 * @param mask {@code width * height} values, 255 where the object covers the whole pixel
 * @param truth the object at the image's own size
 */
record Sample(int width, int height, byte[] rgb, byte[] mask, Mask truth) {

    /** An image as training sees it. */
    static Sample of(LabelledImage image, PreprocessingSpec input) {
        Mask truth = image.truth();
        float[] covered = new float[truth.width() * truth.height()];
        truth.pixels().stream().forEach(i -> covered[i] = 1);
        boolean squashed = input.kind() == PreprocessingSpec.Kind.SQUASH;
        int width = squashed ? input.width() : truth.width();
        int height = squashed ? input.height() : truth.height();
        return new Sample(
                width,
                height,
                InputLevels.of(image.image().measuredThrough(input.window()), width, height),
                InputLevels.of(new Plane(truth.width(), truth.height(), covered), width, height),
                truth);
    }

    /** What it takes of the heap, about. */
    long bytes() {
        return rgb.length + mask.length + truth.pixels().size() / 8L;
    }
}
