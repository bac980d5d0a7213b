package org.medspike.engine.training;

import org.medspike.engine.kernel.Kernels;
import org.medspike.engine.kernel.Lines;

/**
 * How a map of floats lies in its array: one row of zeros, which stands for the rows outside the image, then the rows of
 * each block, each with a pixel of zeros before and after it.
 *
 * @param blocks time steps times images; the images of the first step come first
 * @param height rows
 * @param width pixels a row
 * @param channels without padding
 */
record Grid(int blocks, int height, int width, int channels) {

    /** Values from one pixel to the next. */
    int stride() {
        return Kernels.padded(channels);
    }

    /** Values of a row without its margins. */
    int row() {
        return width * stride();
    }

    /** Values from one row to the next. */
    int rowStride() {
        return (width + 2) * stride();
    }

    /** Values of the whole array. */
    int size() {
        return Math.toIntExact(Lines.START + (1L + (long) blocks * height) * rowStride());
    }

    /** Where the first pixel of a row lies; rows outside the image are zeros. */
    int offset(int block, int y) {
        int before = y < 0 || y >= height ? 0 : 1 + block * height + y;
        return Lines.START + before * rowStride() + stride();
    }

    /** Words of spikes of a row. */
    int rowWords() {
        return width * Kernels.words(channels);
    }

    /** Word of the first pixel of a row of spikes. */
    int word(int block, int y) {
        return (block * height + y) * rowWords();
    }

    /** Pixels of all blocks. */
    long pixels() {
        return (long) blocks * height * width;
    }

    /** The same with other blocks. */
    Grid withBlocks(int count) {
        return new Grid(count, height, width, channels);
    }
}
