package org.medspike.engine.kernel;

/** Kernels of 3x3 taps on their way to the planes of {@link WinogradRows}, and their gradients on the way back. */
public final class WinogradKernel {

    /** Taps of a kernel. */
    public static final int TAPS = 9;

    private WinogradKernel() {}

    /**
     * The plane of the same kernel turned by half a turn, which is that of gradients by the input: its first and last row and
     * column change places.
     */
    public static int turned(int plane) {
        return turnedLine(plane / 4) * 4 + turnedLine(plane % 4);
    }

    private static int turnedLine(int line) {
        return line % 3 == 0 ? 3 - line : line;
    }

    /**
     * {@code G g Gᵀ} of some kernels side by side.
     *
     * @param taps those of the first tap begin at zero, of the next one {@code stride} later
     * @param planes likewise, {@link WinogradRows#PLANES} of them
     * @param stride at least the count
     */
    public static void spread(float[] taps, float[] planes, int stride, int count) {
        for (int n = 0; n < count; n++) {
            for (int j = 0; j < 3; j++) {
                float above = taps[j * stride + n];
                float here = taps[(3 + j) * stride + n];
                float below = taps[(6 + j) * stride + n];
                float outer = (above + below) * 0.5f;
                float inner = here * 0.5f;
                // The three columns of the next step, in the places of the first three planes of each row.
                planes[j * stride + n] = above;
                planes[(4 + j) * stride + n] = outer + inner;
                planes[(8 + j) * stride + n] = outer - inner;
                planes[(12 + j) * stride + n] = below;
            }
            for (int i = 0; i < WinogradRows.PLANES; i += 4) {
                float left = planes[i * stride + n];
                float middle = planes[(i + 1) * stride + n];
                float right = planes[(i + 2) * stride + n];
                float outer = (left + right) * 0.5f;
                float inner = middle * 0.5f;
                planes[(i + 1) * stride + n] = outer + inner;
                planes[(i + 2) * stride + n] = outer - inner;
                planes[(i + 3) * stride + n] = right;
            }
        }
    }

    /**
     * {@code Gᵀ w G}: from gradients of {@link #spread}'s planes to those of taps.
     *
     * @param planes those of the first plane begin at {@code offset}, of the next one {@code planeStride} later
     * @param taps those of the first tap begin at zero, of the next one {@code stride} later
     */
    public static void collect(float[] planes, int offset, int planeStride, float[] taps, int stride, int count) {
        for (int n = 0; n < count; n++) {
            for (int tap = 0; tap < TAPS; tap++) {
                taps[tap * stride + n] = 0;
            }
            for (int i = 0; i < 4; i++) {
                int row = offset + 4 * i * planeStride + n;
                float sum = (planes[row + planeStride] + planes[row + 2 * planeStride]) * 0.5f;
                float difference = (planes[row + planeStride] - planes[row + 2 * planeStride]) * 0.5f;
                addLine(i, planes[row] + sum, taps, n, stride);
                addLine(i, difference, taps, stride + n, stride);
                addLine(i, sum + planes[row + 3 * planeStride], taps, 2 * stride + n, stride);
            }
        }
    }

    /** A value of line i of four, to the three taps of its column. */
    private static void addLine(int line, float value, float[] taps, int first, int stride) {
        switch (line) {
            case 0 -> taps[first] += value;
            case 1 -> {
                taps[first] += 0.5f * value;
                taps[first + 3 * stride] += 0.5f * value;
                taps[first + 6 * stride] += 0.5f * value;
            }
            case 2 -> {
                taps[first] += 0.5f * value;
                taps[first + 3 * stride] -= 0.5f * value;
                taps[first + 6 * stride] += 0.5f * value;
            }
            default -> taps[first + 6 * stride] += value;
        }
    }
}
