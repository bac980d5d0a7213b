package org.medspike.tensor;

/**
 * A parameter that a network asks for: its full name, its shape and what it is.
 *
 * @param name dotted path, for instance {@code stage1.attention.query.point_wise.weight}
 * @param shape the extents that the network needs
 * @param role what the parameter does, which decides its initial value and whether it is learned
 */
public record ParameterSpec(String name, Shape shape, Role role) {

    /** What a parameter does. */
    public enum Role {
        /** Kernel of a convolution, {@code [out, in / groups, k, k]}. */
        KERNEL(true),
        /** Offset added by a convolution. */
        BIAS(true),
        /** Learned factor of a batch normalisation. */
        NORM_SCALE(true),
        /** Learned offset of a batch normalisation. */
        NORM_SHIFT(true),
        /** Running mean of a batch normalisation; measured, not learned. */
        RUNNING_MEAN(false),
        /** Running variance of a batch normalisation; measured, not learned. */
        RUNNING_VARIANCE(false);

        private final boolean learned;

        Role(boolean learned) {
            this.learned = learned;
        }

        /** Whether gradients change it. */
        public boolean learned() {
            return learned;
        }
    }
}
