package org.medspike.tensor;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;

/**
 * Named parameter values, independent of any back end; immutable, sorted by name.
 *
 * @param tensors the values by full name
 */
public record Weights(Map<String, FloatTensor> tensors) {

    /** No parameters. */
    public static final Weights EMPTY = new Weights(Map.of());

    /** Sorts and copies the map; the tensors themselves are shared. */
    public Weights {
        tensors = Collections.unmodifiableMap(new TreeMap<>(tensors));
    }

    /** The names, sorted. */
    public Set<String> names() {
        return tensors.keySet();
    }

    /**
     * The value for a parameter that a network asks for.
     *
     * @throws IllegalArgumentException if it is missing or its shape is another; the message names it
     */
    public FloatTensor require(ParameterSpec spec) {
        FloatTensor tensor = tensors.get(spec.name());
        if (tensor == null) {
            throw new IllegalArgumentException("the weights lack '" + spec.name() + "' " + spec.shape());
        }
        if (!tensor.shape().equals(spec.shape())) {
            throw new IllegalArgumentException("the weight '" + spec.name() + "' has shape " + tensor.shape()
                    + ", the network needs " + spec.shape());
        }
        return tensor;
    }

    /** A source that turns each value into a back end's tensor. */
    public <T> ParameterSource<T> source(BiFunction<ParameterSpec, FloatTensor, T> convert) {
        return spec -> convert.apply(spec, require(spec));
    }

    /** Those under {@code prefix + "."}, with the prefix taken off. */
    public Weights under(String prefix) {
        Map<String, FloatTensor> part = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> {
            if (name.startsWith(prefix + ".")) {
                part.put(name.substring(prefix.length() + 1), tensor);
            }
        });
        return new Weights(part);
    }

    /** All of these with {@code prefix + "."} put before each name. */
    public Weights prefixed(String prefix) {
        Map<String, FloatTensor> renamed = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> renamed.put(prefix + "." + name, tensor));
        return new Weights(renamed);
    }

    /** These and the others; on equal names the others win. */
    public Weights plus(Weights others) {
        Map<String, FloatTensor> all = new LinkedHashMap<>(tensors);
        all.putAll(others.tensors);
        return new Weights(all);
    }

    /** Number of values in all. */
    public long elementCount() {
        return tensors.values().stream().mapToLong(t -> t.values().length).sum();
    }
}
