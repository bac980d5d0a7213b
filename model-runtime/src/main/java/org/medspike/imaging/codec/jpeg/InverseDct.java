package org.medspike.imaging.codec.jpeg;

/** The inverse discrete cosine transform of a block (T.81, A.3.3), separable, in double precision. */
final class InverseDct {

    private static final int SIDE = 8;

    /** {@code C(u) / 2 * cos((2 x + 1) u pi / 16)} by x and u. */
    private static final double[] BASIS = basis();

    private final double[] columns = new double[SIDE * SIDE];

    private static double[] basis() {
        double[] basis = new double[SIDE * SIDE];
        for (int x = 0; x < SIDE; x++) {
            for (int u = 0; u < SIDE; u++) {
                double scale = u == 0 ? Math.sqrt(0.5) : 1;
                basis[x * SIDE + u] = scale / 2 * Math.cos((2 * x + 1) * u * Math.PI / 16);
            }
        }
        return basis;
    }

    /**
     * Samples of a block.
     *
     * @param coefficients of all blocks
     * @param from where those of this block begin
     * @param steps of the quantisation, by frequency
     * @param samples receives 64 samples around zero
     */
    void transform(short[] coefficients, int from, int[] steps, double[] samples) {
        for (int u = 0; u < SIDE; u++) {
            for (int y = 0; y < SIDE; y++) {
                double sum = 0;
                for (int v = 0; v < SIDE; v++) {
                    int at = v * SIDE + u;
                    sum += BASIS[y * SIDE + v] * (coefficients[from + at] * steps[at]);
                }
                columns[y * SIDE + u] = sum;
            }
        }
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                double sum = 0;
                for (int u = 0; u < SIDE; u++) {
                    sum += BASIS[x * SIDE + u] * columns[y * SIDE + u];
                }
                samples[y * SIDE + x] = sum;
            }
        }
    }
}
