package org.medspike.phantom;

/**
 * Smooth random hills without end (gradient noise): one every unit of length, about -1 to 1 high, 0 at whole coordinates.
 */
final class Noise {

    private static final double DIAGONAL = Math.sqrt(0.5);
    private static final double[] GRADIENT_X = {1, DIAGONAL, 0, -DIAGONAL, -1, -DIAGONAL, 0, DIAGONAL};
    private static final double[] GRADIENT_Y = {0, DIAGONAL, 1, DIAGONAL, 0, -DIAGONAL, -1, -DIAGONAL};

    /** Brings the highest hills near 1. */
    private static final double STRETCH = 1.5;

    private final int seed;

    Noise(int seed) {
        this.seed = seed;
    }

    double at(double x, double y) {
        int column = (int) Math.floor(x);
        int row = (int) Math.floor(y);
        double u = x - column;
        double v = y - row;
        double across = fade(u);
        double upper = mix(slope(column, row, u, v), slope(column + 1, row, u - 1, v), across);
        double lower = mix(slope(column, row + 1, u, v - 1), slope(column + 1, row + 1, u - 1, v - 1), across);
        return STRETCH * mix(upper, lower, fade(v));
    }

    /** Hills upon hills: each layer half as wide and half as high as the one before. */
    double layered(double x, double y, int layers) {
        double sum = 0;
        double height = 1;
        double scale = 1;
        for (int i = 0; i < layers; i++) {
            // The offset keeps the zeros of the layers apart.
            sum += height * at(x * scale + 17.3 * i, y * scale - 9.7 * i);
            height /= 2;
            scale *= 2;
        }
        return sum;
    }

    private double slope(int column, int row, double x, double y) {
        int hash = column * 0x27d4eb2d ^ row * 0x165667b1 ^ seed;
        hash = (hash ^ hash >>> 15) * 0x85ebca6b;
        hash = (hash ^ hash >>> 13) * 0xc2b2ae35;
        int direction = hash >>> 29;
        return GRADIENT_X[direction] * x + GRADIENT_Y[direction] * y;
    }

    private static double fade(double t) {
        return t * t * t * (t * (t * 6 - 15) + 10);
    }

    static double mix(double a, double b, double share) {
        return a + (b - a) * share;
    }

    /** 0 below one bound, 1 above the other, smooth between. */
    static double step(double from, double to, double value) {
        double t = Math.max(0, Math.min(1, (value - from) / (to - from)));
        return t * t * (3 - 2 * t);
    }
}
