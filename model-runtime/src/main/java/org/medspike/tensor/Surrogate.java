package org.medspike.tensor;

/**
 * The smooth stand-in for the Heaviside step Θ of equation (2): its derivative is used in the backward pass.
 *
 * <p>The step itself has no useful derivative. Training takes the derivative of a smooth step σ instead (surrogate
 * gradient); analog mode takes σ itself, so that the whole network becomes differentiable and comparable.
 *
 * @param kind the family of σ
 * @param slope α, the steepness at the threshold
 */
public record Surrogate(Kind kind, float slope) {

    /** Family of the smooth step. */
    public enum Kind {
        /** σ(x) = 1 / (1 + exp(-αx)), σ'(x) = α σ(x) (1 - σ(x)). */
        SIGMOID,
        /** σ(x) = atan(παx/2)/π + 1/2, σ'(x) = (α/2) / (1 + (παx/2)²). */
        ARCTAN
    }

    /** The sigmoid of slope 4. */
    public static final Surrogate DEFAULT = new Surrogate(Kind.SIGMOID, 4f);

    /** σ(x), written once for every meaning of the algebra. */
    public <T> T smoothStep(TensorOps<T> ops, T distance) {
        return switch (kind) {
            case SIGMOID -> ops.sigmoid(ops.scale(distance, slope));
            case ARCTAN -> {
                T angle = ops.atan(ops.scale(distance, Math.PI * slope / 2));
                yield ops.shift(ops.scale(angle, 1 / Math.PI), 0.5);
            }
        };
    }
}
