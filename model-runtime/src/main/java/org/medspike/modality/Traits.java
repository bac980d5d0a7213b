package org.medspike.modality;

import org.medspike.imaging.Frame;
import org.medspike.imaging.InputLevels;

/** What a picture looks like in {@value #COUNT} numbers, seen at {@value #SIDE} x {@value #SIDE} px. */
final class Traits {

    private static final int SIDE = 64;
    private static final int COARSE = 8;
    private static final int BLOCK = SIDE / COARSE;
    private static final int PIXELS = SIDE * SIDE;

    /** Colours, contrasts, shares, edges, and the brightness of {@value #COARSE} x {@value #COARSE} blocks. */
    static final int COUNT = 14 + COARSE * COARSE;

    /** Where the mean difference of a pixel's channels is. */
    private static final int COLOURFUL = 8;

    /** What JPEG makes of grey stays below. */
    private static final double NO_COLOUR = 0.01;

    private static final float DARK = 20 / 255f;
    private static final float BRIGHT = 235 / 255f;

    private Traits() {}

    /** The traits of an upright image. */
    static double[] of(Frame upright) {
        byte[] levels = InputLevels.of(upright, SIDE, SIDE);
        float[] red = channel(levels, 0);
        float[] green = channel(levels, 1);
        float[] blue = channel(levels, 2);
        float[] grey = new float[PIXELS];
        double colourful = 0;
        double warm = 0;
        double purple = 0;
        double dark = 0;
        double bright = 0;
        for (int i = 0; i < PIXELS; i++) {
            grey[i] = (red[i] + green[i] + blue[i]) / 3;
            float largest = Math.max(red[i], Math.max(green[i], blue[i]));
            float smallest = Math.min(red[i], Math.min(green[i], blue[i]));
            colourful += largest - smallest;
            warm += red[i] - blue[i];
            purple += (red[i] + blue[i]) / 2 - green[i];
            dark += grey[i] < DARK ? 1 : 0;
            bright += grey[i] > BRIGHT ? 1 : 0;
        }
        double[] traits = new double[COUNT];
        int n = 0;
        for (float[] plane : new float[][] {red, green, blue, grey}) {
            traits[n++] = mean(plane);
            traits[n++] = deviation(plane);
        }
        traits[n++] = colourful / PIXELS;
        traits[n++] = warm / PIXELS;
        traits[n++] = purple / PIXELS;
        traits[n++] = dark / PIXELS;
        traits[n++] = bright / PIXELS;
        traits[n++] = edges(grey);
        for (int y = 0; y < COARSE; y++) {
            for (int x = 0; x < COARSE; x++) {
                traits[n++] = block(grey, x * BLOCK, y * BLOCK);
            }
        }
        return traits;
    }

    /** Whether traits are those of an image without any colour. */
    static boolean isGrey(double[] traits) {
        return traits[COLOURFUL] < NO_COLOUR;
    }

    private static float[] channel(byte[] levels, int index) {
        float[] values = new float[PIXELS];
        for (int i = 0; i < PIXELS; i++) {
            values[i] = InputLevels.intensity(levels[index * PIXELS + i]);
        }
        return values;
    }

    private static double mean(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    private static double deviation(float[] values) {
        double mean = mean(values);
        double squares = 0;
        for (float value : values) {
            squares += (value - mean) * (value - mean);
        }
        return Math.sqrt(squares / values.length);
    }

    /** Mean difference of neighbours. */
    private static double edges(float[] grey) {
        double sum = 0;
        for (int y = 0; y < SIDE - 1; y++) {
            for (int x = 0; x < SIDE - 1; x++) {
                float here = grey[y * SIDE + x];
                sum += Math.abs(grey[y * SIDE + x + 1] - here) + Math.abs(grey[(y + 1) * SIDE + x] - here);
            }
        }
        return sum / PIXELS;
    }

    private static double block(float[] grey, int left, int top) {
        double sum = 0;
        for (int y = top; y < top + BLOCK; y++) {
            for (int x = left; x < left + BLOCK; x++) {
                sum += grey[y * SIDE + x];
            }
        }
        return sum / (BLOCK * BLOCK);
    }
}
