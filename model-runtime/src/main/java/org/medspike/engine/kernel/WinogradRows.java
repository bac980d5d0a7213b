package org.medspike.engine.kernel;

/**
 * Two rows of a 3x3 convolution by minimal filtering, F(2x2, 3x3) of Winograd as Lavin and Gray describe it (arXiv:1509.09308):
 * four outputs take 16 products instead of 36.
 *
 * <p>The outputs of a tile of 2x2 pixels are {@code Aᵀ [(G g Gᵀ) ⊙ (Bᵀ d B)] A}, with g the kernel and d the patch of 4x4 pixels
 * around the tile. In between lie 16 planes, one for each value of a patch, of tiles by channels; what was a sum over channels
 * is a matrix product in each plane ({@link DenseRows}), and what was a sum over pixels an outer product ({@link DenseOuter}).
 * {@link WinogradKernel} brings kernels there and gradients of kernels back.
 *
 * <p>Rows have one pixel of zeros before the first pixel and one after the last. Where the width is odd, the last tile holds one
 * column. Channels are a multiple of {@link Kernels#LANE_GROUP}.
 */
public interface WinogradRows {

    /** Planes of a patch: {@code (Bᵀ d B)[i][j]} is plane {@code 4 i + j}. */
    int PLANES = 16;

    /** Tiles that lie side by side in two rows of so many pixels. */
    static int tiles(int width) {
        return (width + 1) / 2;
    }

    /**
     * {@code Bᵀ d B} of all tiles.
     *
     * @param row0 where the pixel before the first lies, in the row above the two
     * @param row1 in the first of them
     * @param row2 in the second
     * @param row3 in the row below
     * @param planes the first tile's values begin at {@code offset}, in the next plane {@code planeStride} later
     */
    void spread(
            float[] in,
            int row0,
            int row1,
            int row2,
            int row3,
            int width,
            int channels,
            float[] planes,
            int offset,
            int planeStride);

    /**
     * {@code Aᵀ m A} of all tiles, m their values in the planes.
     *
     * @param row0 where the first pixel of the first row is written
     * @param row1 and that of the second
     */
    void collect(float[] planes, int offset, int planeStride, float[] out, int row0, int row1, int width, int channels);

    /**
     * {@code A g Aᵀ} of all tiles, g their gradient: times {@code Bᵀ d B}, the gradient of {@code G g Gᵀ}.
     *
     * @param row0 where the first pixel of the first row lies
     * @param row1 and that of the second
     */
    void spreadGradient(
            float[] gradient, int row0, int row1, int width, int channels, float[] planes, int offset, int planeStride);
}
