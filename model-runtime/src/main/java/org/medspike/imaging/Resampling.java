package org.medspike.imaging;

/**
 * Bilinear change of size, separable, with pixel centres at half-integers and edges clamped.
 *
 * <p>When an axis shrinks, the triangle filter widens by the same factor, so that every source pixel counts (no
 * aliasing); when it grows, this is ordinary bilinear interpolation. The same rule prepares images for a network and
 * brings its probabilities back.
 */
public final class Resampling {

    private Resampling() {}

    /** The plane at another size. */
    public static Plane resize(Plane source, int width, int height) {
        if (width == source.width() && height == source.height()) {
            return source;
        }
        Taps horizontal = Taps.of(source.width(), width);
        Taps vertical = Taps.of(source.height(), height);
        float[] between = new float[width * source.height()];
        for (int y = 0; y < source.height(); y++) {
            for (int x = 0; x < width; x++) {
                between[y * width + x] = horizontal.sum(source.values(), x, y * source.width(), 1);
            }
        }
        float[] result = new float[width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                result[y * width + x] = vertical.sum(between, y, x, width);
            }
        }
        return new Plane(width, height, result);
    }

    /** For each target position along an axis, which source positions count and how much. */
    private record Taps(int[] first, float[][] weights) {

        static Taps of(int sourceExtent, int targetExtent) {
            double ratio = (double) sourceExtent / targetExtent;
            double radius = Math.max(1, ratio);
            int[] first = new int[targetExtent];
            float[][] weights = new float[targetExtent][];
            for (int i = 0; i < targetExtent; i++) {
                double centre = (i + 0.5) * ratio - 0.5;
                int from = (int) Math.floor(centre - radius) + 1;
                int to = (int) Math.ceil(centre + radius) - 1;
                int start = Math.max(0, Math.min(from, sourceExtent - 1));
                int end = Math.max(start, Math.min(to, sourceExtent - 1));
                double[] raw = new double[end - start + 1];
                double total = 0;
                for (int j = from; j <= to; j++) {
                    double weight = Math.max(0, 1 - Math.abs(j - centre) / radius);
                    raw[Math.max(start, Math.min(j, end)) - start] += weight;
                    total += weight;
                }
                first[i] = start;
                weights[i] = new float[raw.length];
                for (int j = 0; j < raw.length; j++) {
                    weights[i][j] = (float) (raw[j] / total);
                }
            }
            return new Taps(first, weights);
        }

        float sum(float[] values, int target, int offset, int stride) {
            float[] w = weights[target];
            int index = offset + first[target] * stride;
            float sum = 0;
            for (float weight : w) {
                sum += weight * values[index];
                index += stride;
            }
            return sum;
        }
    }
}
