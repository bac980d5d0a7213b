package org.medspike.phantom;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The light at the tip of the scope: how bright each point of a {@link Relief} is, and where it mirrors the lamp.
 *
 * <p>Brightness falls with the square of the distance and with the slant of the surface (Lambert); a wet surface mirrors
 * the lamp where it is turned half-way between lamp and viewer (Blinn).
 */
final class Lamp {

    private static final double VIEWER_HEIGHT = 1.7;
    private static final double SCATTERED = 0.3;

    /** Part of the small bumps that shows in the shading; in the mirroring all of them do. */
    private static final double DULL_BUMPS = 0.35;

    /** How mirroring a pixel must be to be fully white, beyond where it begins. */
    private static final double GLINT_EDGE = 0.003;

    private final double x;
    private final double y;
    private final double z;
    private final double dryness;
    private final Noise puddles;
    private final double exposure;

    Lamp(SplittableRandom random) {
        x = random.nextDouble(-0.55, 0.55);
        y = random.nextDouble(-0.55, 0.55);
        z = random.nextDouble(1.4, 2);
        dryness = random.nextDouble(0.9905, 0.998);
        puddles = new Noise(random.nextInt());
        exposure = random.nextDouble(0.65, 1.55);
    }

    /** Brightness of each point, scaled so that half of the picture is darker than the exposure. */
    float[] brightness(Relief relief) {
        float[] light = new float[relief.width * relief.height];
        for (int row = 0; row < relief.height; row++) {
            for (int column = 0; column < relief.width; column++) {
                int i = row * relief.width + column;
                double right = relief.slopeRight(column, row, DULL_BUMPS);
                double down = relief.slopeDown(column, row, DULL_BUMPS);
                double toX = x - (column + 0.5 - relief.width / 2.0) / relief.scale;
                double toY = y - (row + 0.5 - relief.height / 2.0) / relief.scale;
                double toZ = z - relief.heights[i];
                double square = toX * toX + toY * toY + toZ * toZ;
                double slant = (toZ - right * toX - down * toY) / Math.sqrt(square * (1 + right * right + down * down));
                light[i] = (float) ((SCATTERED + Math.max(0, slant)) / square * relief.openness[i]);
            }
        }
        float[] sorted = light.clone();
        Arrays.sort(sorted);
        double factor = exposure / sorted[sorted.length / 2];
        for (int i = 0; i < light.length; i++) {
            light[i] = (float) (light[i] * factor);
        }
        return light;
    }

    /** How much each point mirrors the lamp: 0 not at all, 1 white. */
    float[] glints(Relief relief) {
        float[] glints = new float[relief.width * relief.height];
        for (int row = 0; row < relief.height; row++) {
            for (int column = 0; column < relief.width; column++) {
                int i = row * relief.width + column;
                double px = (column + 0.5 - relief.width / 2.0) / relief.scale;
                double py = (row + 0.5 - relief.height / 2.0) / relief.scale;
                double pz = relief.heights[i];
                double toLamp = length(x - px, y - py, z - pz);
                double toViewer = length(px, py, VIEWER_HEIGHT - pz);
                double halfX = (x - px) / toLamp - px / toViewer;
                double halfY = (y - py) / toLamp - py / toViewer;
                double halfZ = (z - pz) / toLamp + (VIEWER_HEIGHT - pz) / toViewer;
                double right = relief.slopeRight(column, row, 1);
                double down = relief.slopeDown(column, row, 1);
                double along =
                        (halfZ - right * halfX - down * halfY) / (length(halfX, halfY, halfZ) * length(right, down, 1));
                double film = dryness + 0.005 * puddles.at(3.1 * px, 3.1 * py);
                // Far away the lamp is too weak; in the crease around the polyp the slope of a pixel means nothing.
                double seen =
                        Noise.step(8, 5, toLamp * toLamp) * Noise.step(0.01, 0.06, Math.abs(relief.distances[i] - 1));
                glints[i] = (float) (seen * Noise.step(film, film + GLINT_EDGE, along));
            }
        }
        return softened(glints, relief.width);
    }

    /** The optics are not sharper than the pixels: each gives a little to its neighbours. */
    private static float[] softened(float[] values, int width) {
        float[] soft = values.clone();
        for (int i = width + 1; i < values.length - width - 1; i++) {
            float beside = values[i - 1] + values[i + 1] + values[i - width] + values[i + width];
            soft[i] = 0.5f * values[i] + 0.125f * beside;
        }
        return soft;
    }

    private static double length(double x, double y, double z) {
        return Math.sqrt(x * x + y * y + z * z);
    }
}
