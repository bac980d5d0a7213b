package org.medspike.imaging;

/**
 * One value a pixel, as 32-bit floats, rows from the top.
 *
 * @param width columns
 * @param height rows
 * @param values {@code width * height} values; handed over, not copied
 */
public record Plane(int width, int height, float[] values) {

    /** Refuses an array of another length. */
    public Plane {
        if (values.length != width * height) {
            throw new IllegalArgumentException(
                    width + " x " + height + " needs " + (long) width * height + " values, not " + values.length);
        }
    }

    /** The value at a pixel. */
    public float at(int x, int y) {
        return values[y * width + x];
    }

    /** The smallest value. */
    public float min() {
        float min = Float.POSITIVE_INFINITY;
        for (float v : values) {
            min = Math.min(min, v);
        }
        return min;
    }

    /** The largest value. */
    public float max() {
        float max = Float.NEGATIVE_INFINITY;
        for (float v : values) {
            max = Math.max(max, v);
        }
        return max;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Plane plane
                && width == plane.width
                && height == plane.height
                && java.util.Arrays.equals(values, plane.values);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * width + height) + java.util.Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return "Plane[" + width + " x " + height + "]";
    }
}
