package org.medspike.phantom;

import java.util.SplittableRandom;

/**
 * The wall of the bowel as a landscape seen from above: soft hills, folds that run around the lumen, and the lumen as a
 * deep hollow.
 *
 * <p>Coordinates: 0 in the middle of the picture, 1 at the end of its shorter half side, x to the right, y downwards;
 * heights in the same unit, towards the viewer.
 */
final class Mucosa {

    private static final double CREST = 0.16;

    private final Noise hills;
    private final Noise bending;
    private final double lumenX;
    private final double lumenY;
    private final double lumenDepth;
    private final double lumenWidth;
    private final double stretch;
    private final double foldHeight;
    private final double foldDensity;
    private final double foldPhase;
    private final double hillHeight;

    /** A wall whose lumen is not under the polyp. */
    Mucosa(SplittableRandom random, Polyp polyp) {
        hills = new Noise(random.nextInt());
        bending = new Noise(random.nextInt());
        double direction = random.nextDouble(2 * Math.PI);
        double distance = polyp.radius() + random.nextDouble(0.45, 1.3);
        lumenX = polyp.x() + distance * StrictMath.cos(direction);
        lumenY = polyp.y() + distance * StrictMath.sin(direction);
        lumenDepth = random.nextDouble(1.2, 3.2);
        lumenWidth = random.nextDouble(0.2, 0.4);
        stretch = random.nextDouble(0.7, 1.4);
        foldHeight = random.nextDouble(0.03, 0.13);
        foldDensity = random.nextDouble(2.5, 4.5);
        foldPhase = random.nextDouble();
        hillHeight = random.nextDouble(0.08, 0.2);
    }

    double height(double x, double y) {
        double bentX = x + 0.22 * bending.layered(1.2 * x, 1.2 * y, 2);
        double bentY = y + 0.22 * bending.layered(1.2 * x + 40, 1.2 * y - 40, 2);
        double fromLumen = fromLumen(bentX, bentY);
        double hollow = fromLumen / lumenWidth;
        return hillHeight * hills.layered(0.9 * bentX, 0.9 * bentY, 3)
                - lumenDepth / (1 + hollow * hollow * hollow)
                + foldHeight * presence(x, y, fromLumen) * fold(phase(fromLumen));
    }

    /** How much light reaches the valley between two folds: 1 elsewhere. */
    double openness(double x, double y) {
        double bentX = x + 0.22 * bending.layered(1.2 * x, 1.2 * y, 2);
        double bentY = y + 0.22 * bending.layered(1.2 * x + 40, 1.2 * y - 40, 2);
        double fromLumen = fromLumen(bentX, bentY);
        double phase = phase(fromLumen);
        double valley = Noise.step(0.7, 1, phase) + 1 - Noise.step(0, CREST, phase);
        return 1 - 4 * foldHeight * presence(x, y, fromLumen) * Math.min(1, valley);
    }

    private double fromLumen(double x, double y) {
        double across = (x - lumenX) * stretch;
        double down = (y - lumenY) / stretch;
        return Math.sqrt(across * across + down * down);
    }

    private double phase(double fromLumen) {
        double turns = foldDensity * Math.sqrt(fromLumen + 0.05) + foldPhase;
        return turns - Math.floor(turns);
    }

    /** From the lumen outwards a fold rises steeply and falls off slowly. */
    private static double fold(double phase) {
        if (phase < CREST) {
            return Noise.step(0, CREST, phase);
        }
        double down = (1 - phase) / (1 - CREST);
        return down * down * (1.6 - 0.6 * down);
    }

    /** Folds come and go along their way, and end where the lumen falls off. */
    private double presence(double x, double y, double fromLumen) {
        return Noise.step(-0.5, 0.5, hills.at(0.8 * x + 90, 0.8 * y + 90)) * Noise.step(0.15, 0.4, fromLumen);
    }
}
