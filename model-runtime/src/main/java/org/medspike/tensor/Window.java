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

    /**
     * Shape of a convolution's output.
     *
     * @param in {@code [batch, channels, height, width]}
     * @param kernel {@code [out, in / groups, height, width]}
     */
    public Shape output(Shape in, Shape kernel) {
        return Shape.of(in.get(0), kernel.get(0), extent(in.get(2), kernel.get(2)), extent(in.get(3), kernel.get(3)));
    }

    /**
     * Multiply-accumulates of a convolution, those with the padding's zeros included.
     *
     * @param in {@code [batch, channels, height, width]}
     * @param kernel {@code [out, in / groups, height, width]}
     */
    public long macs(Shape in, Shape kernel) {
        return output(in, kernel).elementCount() * kernel.get(1) * kernel.get(2) * kernel.get(3);
    }

    private int extent(int input, int kernel) {
        return (input + 2 * padding - kernel) / stride + 1;
    }
}
