package org.medspike.tensor.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.medspike.tensor.FloatTensor;
import org.medspike.tensor.ParameterSource;
import org.medspike.tensor.ParameterSpec;
import org.medspike.tensor.Shape;
import org.medspike.tensor.Weights;

/**
 * The parameters of one network as native arrays, learned ones with gradients attached.
 *
 * <p>Arrays belong to the manager given here. A network built on this source sees updates in place.
 */
public final class DjlParameters implements ParameterSource<NDArray> {

    private final NDManager manager;
    private final Weights initial;
    private final Predicate<String> learns;
    private final Map<String, NDArray> arrays = new LinkedHashMap<>();
    private final Map<String, NDArray> learned = new LinkedHashMap<>();

    /**
     * Parameters that start with these values.
     *
     * @param manager owns the arrays
     * @param initial the values, one for each parameter that the network will ask for
     * @param learns which of the parameters that can be learned collect gradients
     */
    public DjlParameters(NDManager manager, Weights initial, Predicate<String> learns) {
        this.manager = manager;
        this.initial = initial;
        this.learns = learns;
    }

    @Override
    public NDArray get(ParameterSpec spec) {
        return arrays.computeIfAbsent(spec.name(), name -> {
            FloatTensor value = initial.require(spec);
            NDArray array = manager.create(
                    value.values(), new ai.djl.ndarray.types.Shape(value.shape().toLongArray()));
            if (spec.role().learned() && learns.test(name)) {
                array.setRequiresGradient(true);
                learned.put(name, array);
            }
            return array;
        });
    }

    /** A copy of all present values. */
    public Weights toWeights() {
        Map<String, FloatTensor> values = new LinkedHashMap<>();
        arrays.forEach((name, array) -> values.put(name, toFloatTensor(array)));
        return new Weights(values);
    }

    /**
     * Writes values back into the arrays that have these names, in place.
     *
     * <p>By arithmetic: {@code NDArray.set} and {@code copyTo} would make the array an alias of memory that is freed
     * right after.
     */
    public void assign(Map<String, float[]> values) {
        values.forEach((name, value) -> {
            NDArray array = arrays.get(name);
            if (array == null) {
                throw new IllegalArgumentException("no parameter '" + name + "'");
            }
            try (NDArray source = manager.create(value, array.getShape())) {
                array.subi(array);
                array.addi(source);
            }
        });
    }

    /** Sets all gradients to zero. A gradient that is not a number stays so: stop before, not after. */
    public void zeroGradients() {
        for (NDArray parameter : learned.values()) {
            try (NDArray gradient = parameter.getGradient()) {
                gradient.subi(gradient);
            }
        }
    }

    /** Copies of the gradients by parameter name. */
    public Map<String, float[]> gradients() {
        Map<String, float[]> gradients = new LinkedHashMap<>();
        learned.forEach((name, parameter) -> {
            try (NDArray gradient = parameter.getGradient()) {
                gradients.put(name, gradient.toFloatArray());
            }
        });
        return gradients;
    }

    /** The values of an array, copied to the Java heap. */
    public static FloatTensor toFloatTensor(NDArray array) {
        int[] extents = new int[array.getShape().dimension()];
        for (int i = 0; i < extents.length; i++) {
            extents[i] = Math.toIntExact(array.getShape().get(i));
        }
        return new FloatTensor(Shape.of(extents), array.toFloatArray());
    }
}
