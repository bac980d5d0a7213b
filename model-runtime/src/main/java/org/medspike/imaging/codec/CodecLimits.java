package org.medspike.imaging.codec;

import org.medspike.imaging.ImageReadException;

/**
 * The size that a codestream is expected to have. A codec compares it with what the codestream declares before it
 * allocates anything.
 *
 * @param width columns
 * @param height rows
 * @param components samples a pixel
 */
public record CodecLimits(int width, int height, int components) {

    /**
     * Refuses an image of another size.
     *
     * @param name of the codec, for the sentence
     */
    public void require(String name, long declaredWidth, long declaredHeight, int declaredComponents)
            throws ImageReadException {
        if (declaredWidth != width || declaredHeight != height || declaredComponents != components) {
            throw ImageReadException.broken("the header says " + width + " x " + height + " pixels of " + components
                    + " sample(s), its " + name + " image " + declaredWidth + " x " + declaredHeight + " of "
                    + declaredComponents);
        }
    }

    /** Samples of the image. */
    public int samples() {
        return width * height * components;
    }
}
