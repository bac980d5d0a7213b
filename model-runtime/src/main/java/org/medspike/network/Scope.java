package org.medspike.network;

import org.medspike.tensor.ParameterSource;
import org.medspike.tensor.ParameterSpec;
import org.medspike.tensor.Shape;
import org.medspike.tensor.TensorOps;

/**
 * What a block of the network is built with: the algebra, the variant, the source of parameters, and its own place in
 * the tree of names.
 *
 * @param ops the algebra, already told the path
 * @param config the variant
 * @param parameters where values come from
 * @param path dotted name of this block; empty for the network itself
 * @param <T> the tensor type
 */
record Scope<T>(TensorOps<T> ops, NetworkConfig config, ParameterSource<T> parameters, String path) {

    /** The scope of a part. */
    Scope<T> child(String name) {
        String childPath = path.isEmpty() ? name : path + "." + name;
        return new Scope<>(ops.within(childPath), config, parameters, childPath);
    }

    /** A parameter of this block. */
    T parameter(String name, ParameterSpec.Role role, int... shape) {
        return parameters.get(new ParameterSpec(path + "." + name, Shape.of(shape), role));
    }
}
