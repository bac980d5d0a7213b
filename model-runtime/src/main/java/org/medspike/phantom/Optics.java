package org.medspike.phantom;

import java.util.SplittableRandom;

/** What the scope's optics do to the picture: cut corners, darker edges, noise of the sensor. */
final class Optics {

    private final int width;
    private final int height;
    private final double corner;
    private final double darkening;
    private final double grain;
    private final SplittableRandom random;

    Optics(SplittableRandom random, int width, int height) {
        this.random = random.split();
        this.width = width;
        this.height = height;
        corner = random.nextDouble(1.48, 1.66);
        darkening = random.nextDouble(0.15, 0.4);
        grain = random.nextDouble(0.005, 0.011);
    }

    /** Whether the pixel lies in the picture and not in the black corners. */
    boolean sees(int column, int row) {
        return beyondCorner(column, row) <= 0;
    }

    /** How much of the light arrives at a pixel: 0 in the corners. */
    double passes(int column, int row) {
        double x = Math.abs(column + 0.5 - width / 2.0) / (width / 2.0);
        double y = Math.abs(row + 0.5 - height / 2.0) / (height / 2.0);
        double edge = 1 - Noise.step(-1, 1, beyondCorner(column, row) * Math.min(width, height) / 2.0);
        double square = (x * x + y * y) / 2;
        return edge * (1 - darkening * square * square);
    }

    private double beyondCorner(int column, int row) {
        double x = Math.abs(column + 0.5 - width / 2.0) / (width / 2.0);
        double y = Math.abs(row + 0.5 - height / 2.0) / (height / 2.0);
        // The sides of the corner are slightly bent outwards.
        double diagonal = x + y - corner + 0.06 * (x - y) * (x - y);
        return diagonal;
    }

    /** Noise of the sensor to be added to a value from 0 to 1: the sum of four even ones is nearly normal. */
    double noise() {
        long bits = random.nextLong();
        long sum = (bits & 0xffff) + (bits >>> 16 & 0xffff) + (bits >>> 32 & 0xffff) + (bits >>> 48);
        return grain * (sum - 2.0 * 0xffff) / 0xffff * Math.sqrt(3);
    }
}
