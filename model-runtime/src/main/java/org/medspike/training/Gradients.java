package org.medspike.training;

import java.util.Map;

/** Operations on the gradients of a whole network. */
final class Gradients {

    private Gradients() {}

    /**
     * Scales all gradients down, in place, so that their joint Euclidean norm is at most a limit, zero for none; returns the
     * norm before.
     */
    static double clip(Map<String, float[]> gradients, double limit) {
        double squares = 0;
        for (float[] gradient : gradients.values()) {
            squares += squares(gradient);
        }
        double norm = Math.sqrt(squares);
        if (limit > 0 && norm > limit) {
            float factor = (float) (limit / norm);
            for (float[] gradient : gradients.values()) {
                for (int i = 0; i < gradient.length; i++) {
                    gradient[i] *= factor;
                }
            }
        }
        return norm;
    }

    /** Four sums at once: one would wait for itself. */
    private static double squares(float[] values) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int i = 0;
        for (; i + 3 < values.length; i += 4) {
            a += (double) values[i] * values[i];
            b += (double) values[i + 1] * values[i + 1];
            c += (double) values[i + 2] * values[i + 2];
            d += (double) values[i + 3] * values[i + 3];
        }
        for (; i < values.length; i++) {
            a += (double) values[i] * values[i];
        }
        return a + b + c + d;
    }
}
