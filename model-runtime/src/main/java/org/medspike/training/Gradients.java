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
            for (float g : gradient) {
                squares += (double) g * g;
            }
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
}
