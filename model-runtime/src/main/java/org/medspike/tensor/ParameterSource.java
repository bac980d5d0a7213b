package org.medspike.tensor;

/**
 * Where a network gets its parameters from while it is built.
 *
 * @param <T> the tensor type
 */
@FunctionalInterface
public interface ParameterSource<T> {

    /**
     * The parameter with this name.
     *
     * @throws IllegalArgumentException if there is none, or its shape is another
     */
    T get(ParameterSpec spec);
}
