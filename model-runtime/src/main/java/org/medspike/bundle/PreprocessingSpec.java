package org.medspike.bundle;

/**
 * How an image becomes the network's input.
 *
 * @param kind what is done about its size
 * @param width of the input in pixels
 * @param height of the input in pixels
 */
public record PreprocessingSpec(Kind kind, int width, int height) {

    private static final int SMALLEST = 32;
    private static final int LARGEST = 2048;

    /** What is done about an image's size. */
    public enum Kind {
        /** Width and height are scaled apart, whatever the aspect ratio, as the paper does. */
        SQUASH
    }

    /** Refuses sizes that no network takes. */
    public PreprocessingSpec {
        if (width < SMALLEST || height < SMALLEST || width > LARGEST || height > LARGEST) {
            throw new IllegalArgumentException(
                    "the input size must be " + SMALLEST + " to " + LARGEST + " px, not " + width + " x " + height);
        }
    }
}
