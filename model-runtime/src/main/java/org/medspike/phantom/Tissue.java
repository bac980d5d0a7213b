package org.medspike.phantom;

import java.util.SplittableRandom;

/**
 * The colours of wall, polyp and vessels: how much of the light each point gives back in red, green and blue.
 *
 * <p>A camera answers to light with saturation, {@code 1 - exp(-light * share)}: so the same tissue is brown in the
 * shade, pink in the light and nearly white close to the lamp.
 */
final class Tissue {

    private static final int CURVE_STEPS = 4096;
    private static final double CURVE_END = 12;
    private static final float[] CURVE = curve();

    private final double green;
    private final double blue;
    private final double polypLight;
    private final double polypRedness;
    private final double vesselStrength;
    private final double yellowness;
    private final Noise patches;

    Tissue(SplittableRandom random) {
        green = random.nextDouble(0.34, 0.52);
        blue = green * random.nextDouble(0.6, 0.85);
        polypLight = random.nextDouble(1, 1.55);
        polypRedness = random.nextDouble(0.02, 0.22);
        vesselStrength = random.nextDouble(0.05, 0.35);
        yellowness = random.nextDouble() < 0.4 ? random.nextDouble(0.1, 0.5) : 0;
        patches = new Noise(random.nextInt());
    }

    /**
     * The colour of a point, red, green and blue from 0 to 1.
     *
     * @param inPolyp 0 on the wall, 1 on the polyp
     * @param vessel shade of a vessel, 0 to 1
     */
    void color(double x, double y, double light, double inPolyp, double vessel, double[] color) {
        double patch = patches.layered(2.3 * x, 2.3 * y, 3);
        double grain = patches.layered(21 * x + 50, 21 * y, 2);
        double shown = light * (1 + 0.10 * patch + 0.07 * grain) * Noise.mix(1, polypLight, inPolyp);
        double redness = polypRedness * inPolyp + 0.10 * patch + 0.8 * vesselStrength * vessel * (1 - 0.7 * inPolyp);
        double yellow = yellowness * Noise.step(0.2, 0.9, patches.at(1.1 * x - 30, 1.1 * y)) * (1 - inPolyp);
        color[0] = answer(shown * (1 - 0.7 * vesselStrength * vessel * (1 - inPolyp)));
        color[1] = answer(shown * green * (1 - redness));
        color[2] = answer(shown * blue * (1 - redness) * (1 - yellow));
    }

    private static double answer(double light) {
        double at = Math.max(0, Math.min(light, CURVE_END)) / CURVE_END * CURVE_STEPS;
        int step = (int) Math.min(at, CURVE_STEPS - 1);
        return Noise.mix(CURVE[step], CURVE[step + 1], at - step);
    }

    private static float[] curve() {
        float[] curve = new float[CURVE_STEPS + 1];
        for (int i = 0; i <= CURVE_STEPS; i++) {
            curve[i] = (float) (1 - StrictMath.exp(-CURVE_END * i / CURVE_STEPS));
        }
        return curve;
    }
}
