package org.medspike.phantom;

import java.util.SplittableRandom;

/** A dome with a wavy outline, of one to three lobes; coordinates as in {@link Mucosa}. */
final class Polyp {

    private static final int WAVES = 4;

    private final Lobe[] lobes;
    private final double height;
    private final double roundness;

    Polyp(SplittableRandom random) {
        double x = random.nextDouble(-0.6, 0.6);
        double y = random.nextDouble(-0.6, 0.6);
        double radius = 0.18 + 0.55 * random.nextDouble() * random.nextDouble(0.5, 1);
        double kind = random.nextDouble();
        lobes = new Lobe[kind < 0.6 ? 1 : kind < 0.85 ? 2 : 3];
        lobes[0] = new Lobe(random, x, y, radius);
        for (int i = 1; i < lobes.length; i++) {
            double direction = random.nextDouble(2 * Math.PI);
            double away = radius * random.nextDouble(0.5, 0.85);
            lobes[i] = new Lobe(
                    random,
                    x + away * StrictMath.cos(direction),
                    y + away * StrictMath.sin(direction),
                    radius * random.nextDouble(0.5, 0.8));
        }
        height = radius * random.nextDouble(0.35, 0.75);
        roundness = random.nextDouble(0.1, 0.6);
    }

    /** Distance from the middle in units of the outline's: below 1 inside, 1 at the rim, above outside. */
    double distance(double x, double y) {
        double least = Double.MAX_VALUE;
        for (Lobe lobe : lobes) {
            least = Math.min(least, lobe.distance(x, y));
        }
        return least;
    }

    /** Height above the wall of the point at a distance. */
    double dome(double distance) {
        if (distance >= 1) {
            return 0;
        }
        double square = 1 - distance * distance;
        return height * Noise.mix(square, Math.sqrt(square), roundness);
    }

    /** Column of its middle. */
    double x() {
        return lobes[0].x;
    }

    /** Row of its middle. */
    double y() {
        return lobes[0].y;
    }

    /** About how far its rim is from its middle. */
    double radius() {
        return lobes[0].radius;
    }

    private static final class Lobe {
        private final double x;
        private final double y;
        private final double radius;
        private final double turnX;
        private final double turnY;
        private final double stretch;
        private final double[] cosines = new double[WAVES];
        private final double[] sines = new double[WAVES];

        Lobe(SplittableRandom random, double x, double y, double radius) {
            this.x = x;
            this.y = y;
            this.radius = radius;
            double turn = random.nextDouble(Math.PI);
            turnX = StrictMath.cos(turn);
            turnY = StrictMath.sin(turn);
            stretch = random.nextDouble(1, 1.2);
            for (int wave = 0; wave < WAVES; wave++) {
                double most = 0.11 / (wave + 1);
                cosines[wave] = random.nextDouble(-most, most);
                sines[wave] = random.nextDouble(-most, most);
            }
        }

        double distance(double px, double py) {
            double along = ((px - x) * turnX + (py - y) * turnY) / stretch;
            double across = ((py - y) * turnX - (px - x) * turnY) * stretch;
            double length = Math.sqrt(along * along + across * across);
            if (length == 0) {
                return 0;
            }
            double cosine = along / length;
            double sine = across / length;
            double outline = 1;
            // Cosine and sine of 2, 3, .. times the angle, each from the one before.
            double c = cosine;
            double s = sine;
            for (int wave = 0; wave < WAVES; wave++) {
                double next = c * cosine - s * sine;
                s = s * cosine + c * sine;
                c = next;
                outline += cosines[wave] * c + sines[wave] * s;
            }
            return length / (radius * outline);
        }
    }
}
