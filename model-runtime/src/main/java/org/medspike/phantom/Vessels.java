package org.medspike.phantom;

import java.util.SplittableRandom;

/** Fine branching vessels under the surface, as how much light they take away: 0 none, 1 most. */
final class Vessels {

    private static final double STEP = 0.012;
    private static final int MOST_BRANCHES = 400;

    private final int width;
    private final int height;
    private final double scale;
    private final float[] shade;
    private final SplittableRandom random;
    private int branches;

    private Vessels(SplittableRandom random, int width, int height) {
        this.random = random;
        this.width = width;
        this.height = height;
        this.scale = Math.min(width, height) / 2.0;
        this.shade = new float[width * height];
    }

    /** A value a pixel, rows from the top. */
    static float[] draw(SplittableRandom random, int width, int height) {
        Vessels vessels = new Vessels(random, width, height);
        int trunks = random.nextInt(5, 22);
        for (int i = 0; i < trunks; i++) {
            vessels.branch(
                    random.nextDouble(-1.2, 1.2),
                    random.nextDouble(-1.2, 1.2),
                    random.nextDouble(2 * Math.PI),
                    random.nextDouble(0.004, 0.009),
                    random.nextInt(30, 90));
        }
        return vessels.shade;
    }

    private void branch(double startX, double startY, double startDirection, double thickness, int steps) {
        if (++branches > MOST_BRANCHES) {
            return;
        }
        double x = startX;
        double y = startY;
        double direction = startDirection;
        double turn = 0;
        for (int i = 0; i < steps; i++) {
            turn = 0.8 * turn + random.nextDouble(-0.09, 0.09);
            direction += turn;
            x += STEP * StrictMath.cos(direction);
            y += STEP * StrictMath.sin(direction);
            double here = thickness * (1 - 0.6 * i / steps);
            dot(x, y, here);
            if (here > 0.002 && random.nextDouble() < 0.07) {
                double side = random.nextBoolean() ? 0.7 : -0.7;
                branch(x, y, direction + side, here * 0.75, (int) (steps * random.nextDouble(0.3, 0.7)));
            }
        }
    }

    private void dot(double x, double y, double radius) {
        double pixelX = x * scale + width / 2.0;
        double pixelY = y * scale + height / 2.0;
        // Thinner than a pixel means fainter, not narrower.
        double pixels = Math.max(0.7, radius * scale);
        double strength = Math.min(1, radius * scale / 0.7);
        int reach = (int) Math.ceil(2 * pixels);
        for (int row = (int) pixelY - reach; row <= pixelY + reach; row++) {
            for (int column = (int) pixelX - reach; column <= pixelX + reach; column++) {
                if (row >= 0 && row < height && column >= 0 && column < width) {
                    double across = column + 0.5 - pixelX;
                    double down = row + 0.5 - pixelY;
                    double away = (across * across + down * down) / (pixels * pixels);
                    int i = row * width + column;
                    shade[i] = (float) Math.max(shade[i], strength * Math.max(0, 1 - away / 4));
                }
            }
        }
    }
}
