package org.medspike.tensor;

/**
 * How a convolution slides over the image.
 *
 * @param stride step in pixels, the same along both axes
 * @param padding zeros added on each side, in pixels
 * @param groups number of channel groups that are convolved apart; the channel count for a depth-wise convolution
 */
public record Window(int stride, int padding, int groups) {

    /** A window that keeps the image's size, for an odd kernel. */
    public static Window same(int kernel) {
        return new Window(1, kernel / 2, 1);
    }

    /** A window that keeps the image's size and convolves each channel by itself. */
    public static Window depthWise(int kernel, int channels) {
        return new Window(1, kernel / 2, channels);
    }

    /** Blocks side by side without overlap. */
    public static Window blocks(int kernel) {
        return new Window(kernel, 0, 1);
    }

    /** Extent of the output along one axis. */
    public int outputExtent(int inputExtent, int kernel) {
        return (inputExtent + 2 * padding - kernel) / stride + 1;
    }
}
