package org.medspike.imaging.codec.jpeg;

/**
 * A component of a frame and its coefficients.
 *
 * @param id as scans name it
 * @param horizontal sampling factor
 * @param vertical sampling factor
 * @param quantisation which table
 * @param blocksWide blocks that hold a sample of the image
 * @param blocksHigh likewise
 * @param stride blocks of a row that are stored, those that only fill the last unit included
 * @param coefficients 64 a block, in the order of frequencies by rows, as quantised
 */
record Component(
        int id,
        int horizontal,
        int vertical,
        int quantisation,
        int blocksWide,
        int blocksHigh,
        int stride,
        short[] coefficients) {

    static final int BLOCK = 64;

    /** Where the coefficients of a block begin. */
    int block(int column, int row) {
        return (row * stride + column) * BLOCK;
    }
}
