package org.medspike.phantom;

import java.util.SplittableRandom;

/**
 * The landscape of a picture, point by point: how high it lies, how bumpy it is, and how far from the polyp's middle.
 *
 * <p>One point a pixel, rows from the top, coordinates as in {@link Mucosa}.
 */
final class Relief {

    /** What lies deeper than this beyond the rim of the polyp is not darkened by it any more. */
    private static final double SHADOW_REACH = 0.6;

    final int width;
    final int height;
    final double scale;
    final float[] heights;
    final float[] bumps;
    final float[] distances;
    final float[] openness;

    Relief(SplittableRandom random, Mucosa mucosa, Polyp polyp, int width, int height) {
        this.width = width;
        this.height = height;
        this.scale = Math.min(width, height) / 2.0;
        heights = new float[width * height];
        bumps = new float[width * height];
        distances = new float[width * height];
        openness = new float[width * height];
        Noise grain = new Noise(random.nextInt());
        double density = random.nextDouble(9, 15);
        double depth = random.nextDouble(0.006, 0.011);
        double shadow = random.nextDouble(0.2, 0.5);
        double base = mucosa.height(polyp.x(), polyp.y());
        for (int row = 0; row < height; row++) {
            double y = (row + 0.5 - height / 2.0) / scale;
            for (int column = 0; column < width; column++) {
                double x = (column + 0.5 - width / 2.0) / scale;
                int i = row * width + column;
                double distance = polyp.distance(x, y);
                distances[i] = (float) distance;
                // The wall goes on evenly under the polyp.
                double wall = Noise.mix(base, mucosa.height(x, y), Noise.step(0.9, 1.6, distance));
                double lumps = 1 + 0.12 * grain.at(0.35 * density * x + 7, 0.35 * density * y);
                heights[i] = (float) (wall + lumps * polyp.dome(distance));
                bumps[i] = (float) (depth * grain.layered(density * x, density * y, 2));
                double beyond = Math.max(0, distance - 1) / SHADOW_REACH;
                double near = distance < 1 ? 0 : Math.max(0, 1 - beyond) * Math.max(0, 1 - beyond);
                double folds = distance < 1 ? 1 : mucosa.openness(x, y);
                openness[i] = (float) (Noise.mix(1, folds, Noise.step(1, 1.3, distance)) * (1 - shadow * near));
            }
        }
    }

    /** How much higher a point's right neighbour lies, a unit of length away; bumps count by a factor. */
    double slopeRight(int column, int row, double bumpiness) {
        int left = row * width + Math.max(0, column - 1);
        int right = row * width + Math.min(width - 1, column + 1);
        return slope(left, right, right - left, bumpiness);
    }

    /** Likewise for the neighbour below. */
    double slopeDown(int column, int row, double bumpiness) {
        int above = Math.max(0, row - 1) * width + column;
        int below = Math.min(height - 1, row + 1) * width + column;
        return slope(above, below, (below - above) / width, bumpiness);
    }

    private double slope(int from, int to, int pixels, double bumpiness) {
        double rise = heights[to] - heights[from] + bumpiness * (bumps[to] - bumps[from]);
        return pixels == 0 ? 0 : rise * scale / pixels;
    }
}
