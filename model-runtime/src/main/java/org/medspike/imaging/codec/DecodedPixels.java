package org.medspike.imaging.codec;

/**
 * What an image codec made of a codestream.
 *
 * @param width columns
 * @param height rows
 * @param components samples a pixel
 * @param bits of a sample, 1 to 16, as the codestream says
 * @param values samples row by row, components interleaved, each in the low bits of a cell; handed over, not copied
 */
public record DecodedPixels(int width, int height, int components, int bits, short[] values) {

    /** Refuses values that do not fill the image. */
    public DecodedPixels {
        if ((long) width * height * components != values.length) {
            throw new IllegalArgumentException(
                    width + " x " + height + " x " + components + " samples are not " + values.length);
        }
    }
}
