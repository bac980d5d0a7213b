package org.medspike.engine.training;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.medspike.tensor.ParameterSpec;

/** A parameter of the network, its value as it is now and, where it learns, the gradient of the loss by it. */
public final class Parameter {

    private final ParameterSpec spec;
    private final float[] values;
    private final float @Nullable [] gradient;

    Parameter(ParameterSpec spec, float[] initial, boolean learned) {
        this.spec = spec;
        values = initial.clone();
        gradient = learned ? new float[initial.length] : null;
    }

    /** Name, shape and role. */
    public ParameterSpec spec() {
        return spec;
    }

    /** The value, in the shape of the spec; the array itself. */
    public float[] values() {
        return values;
    }

    /** Whether it has a gradient. */
    public boolean learned() {
        return gradient != null;
    }

    /**
     * The gradient of the last step; the array itself.
     *
     * @throws IllegalStateException if it does not learn
     */
    public float[] gradient() {
        if (gradient == null) {
            throw new IllegalStateException(spec.name() + " does not learn");
        }
        return gradient;
    }

    void clearGradient() {
        if (gradient != null) {
            Arrays.fill(gradient, 0f);
        }
    }
}
