package org.medspike.bundle;

import java.util.List;

/**
 * How an image becomes the network's input.
 *
 * @param kind what is done about its size
 * @param width of the input in pixels
 * @param height of the input in pixels
 * @param flips whether the network is run on the input and its three mirror images too, and the mean of the four masks
 *     counts
 * @param window centre and width, in the unit of the image's measures, through which images that measure something (CT in
 *     Hounsfield units) are seen; empty for the window that their file names
 */
public record PreprocessingSpec(Kind kind, int width, int height, boolean flips, List<Double> window) {

    private static final int SMALLEST = 32;
    private static final int LARGEST = 2048;

    /** What is done about an image's size. */
    public enum Kind {
        /** Width and height are scaled apart, whatever the aspect ratio, as the paper does. */
        SQUASH,
        /** Nothing: the image is cut at its own scale into overlapping tiles of the input's size. */
        TILE
    }

    /** An input of which only the image itself is seen. */
    public PreprocessingSpec(Kind kind, int width, int height) {
        this(kind, width, height, false, List.of());
    }

    /** This with or without the mirror images. */
    public PreprocessingSpec withFlips(boolean mirrored) {
        return new PreprocessingSpec(kind, width, height, mirrored, window);
    }

    /** This seen through another window. */
    public PreprocessingSpec withWindow(List<Double> other) {
        return new PreprocessingSpec(kind, width, height, flips, other);
    }

    /** This for another size of the input. */
    public PreprocessingSpec withSize(int newWidth, int newHeight) {
        return new PreprocessingSpec(kind, newWidth, newHeight, flips, window);
    }

    /** Refuses sizes that no network takes. */
    public PreprocessingSpec {
        window = List.copyOf(window);
        if (!window.isEmpty() && (window.size() != 2 || !(window.get(1) > 0))) {
            throw new IllegalArgumentException("a window has a centre and a positive width, unlike " + window);
        }
        if (width < SMALLEST || height < SMALLEST || width > LARGEST || height > LARGEST) {
            throw new IllegalArgumentException(
                    "the input size must be " + SMALLEST + " to " + LARGEST + " px, not " + width + " x " + height);
        }
    }
}
