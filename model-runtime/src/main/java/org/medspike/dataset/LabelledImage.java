package org.medspike.dataset;

import org.medspike.imaging.Frame;
import org.medspike.mask.Mask;

/**
 * An image and its true mask, both upright and of one size.
 *
 * @param stem name of the case they belong to
 * @param image the image
 * @param truth the object
 */
public record LabelledImage(String stem, Frame image, Mask truth) {

    /** Refuses a mask of another size. */
    public LabelledImage {
        if (image.width() != truth.width() || image.height() != truth.height()) {
            throw new IllegalArgumentException("the mask of '" + stem + "' is of another size");
        }
    }
}
