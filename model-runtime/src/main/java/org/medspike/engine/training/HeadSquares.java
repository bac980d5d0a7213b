package org.medspike.engine.training;

import org.medspike.engine.kernel.Kernels;
import org.medspike.engine.kernel.Lines;

/**
 * A matrix from the channels of each head to those of the same head: squares along the diagonal of a matrix over all
 * channels, each of one wide head or of several narrow ones. What else that matrix would hold is zero and never computed.
 *
 * <p>Squares lie one after the other from {@link Lines#START} on, {@code [squares][from][to]}. Used by one worker.
 */
final class HeadSquares {

    /** Channels of narrow heads that share a square. */
    private static final int SHARED = 32;

    private final Kernels kernels;
    private final Grid grid;
    private final int side;
    private final DenseKernel[] products;
    private final int[] to;
    private final boolean[] within;

    HeadSquares(Kernels kernels, Grid grid, int headWidth) {
        this.kernels = kernels;
        this.grid = grid;
        side = side(grid, headWidth);
        products = new DenseKernel[grid.stride() / side];
        for (int i = 0; i < products.length; i++) {
            products[i] = DenseKernel.ofSomeChannels(kernels, grid.stride(), side);
        }
        to = new int[size(grid, headWidth)];
        within = new boolean[to.length];
        for (int i = 0; i < to.length; i++) {
            int square = i / (side * side) * side;
            int from = square + i / side % side;
            to[i] = square + i % side;
            boolean sameHead = from / headWidth == to[i] / headWidth;
            within[i] = sameHead && from < grid.channels() && to[i] < grid.channels();
        }
    }

    private static int side(Grid grid, int headWidth) {
        int side = grid.stride();
        if (SHARED % headWidth == 0) {
            side = SHARED;
        } else if (headWidth % Kernels.LANE_GROUP == 0) {
            side = headWidth;
        }
        return grid.stride() % side == 0 ? side : grid.stride();
    }

    /** Values of all squares. */
    static int size(Grid grid, int headWidth) {
        return grid.stride() * side(grid, headWidth);
    }

    /** The channel that a value of the squares leads to. */
    int to(int index) {
        return to[index];
    }

    /** Whether a value leads from a head to the same head. */
    boolean isWithinHead(int index) {
        return within[index];
    }

    /** Takes squares for {@link #multiply}. */
    void take(float[] squares) {
        for (int i = 0; i < products.length; i++) {
            System.arraycopy(squares, Lines.START + i * side * side, products[i].weights(), Lines.START, side * side);
            products[i].pack();
        }
    }

    /** Takes their transposes. */
    void takeTransposed(float[] squares) {
        for (int i = 0; i < products.length; i++) {
            float[] weights = products[i].weights();
            for (int k = 0; k < side * side; k++) {
                weights[Lines.START + k % side * side + k / side] = squares[Lines.START + i * side * side + k];
            }
            products[i].pack();
        }
    }

    /**
     * {@code out[p][n] = start[p][n] + Σ_k in[p][k] · matrix[k][n]} for a row of pixels.
     *
     * @param start what the sums start from: the output itself, or a row of channels that all pixels share
     * @param startStride from one pixel's to the next one's; zero where all share it
     */
    void multiply(
            float[] in, int inOffset, float[] start, int startOffset, int startStride, float[] out, int outOffset) {
        int stride = grid.stride();
        for (int i = 0; i < products.length; i++) {
            int first = i * side;
            products[i].add(
                    in,
                    inOffset + first,
                    0,
                    start,
                    startOffset + first,
                    startStride,
                    out,
                    outOffset + first,
                    stride,
                    grid.width());
        }
    }

    /** {@code squares[k][n] += Σ_p in[p][k] · values[p][n]} over a row of pixels, for all pairs that squares hold. */
    void addOuter(float[] in, int inOffset, float[] values, int offset, float[] squares) {
        int stride = grid.stride();
        for (int i = 0; i < products.length; i++) {
            int first = i * side;
            kernels.denseOuter()
                    .add(
                            in,
                            inOffset + first,
                            stride,
                            side,
                            values,
                            offset + first,
                            stride,
                            squares,
                            Lines.START + first * side,
                            grid.width(),
                            side);
        }
    }
}
