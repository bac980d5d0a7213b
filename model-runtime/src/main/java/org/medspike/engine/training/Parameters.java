package org.medspike.engine.training;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.medspike.tensor.FloatTensor;
import org.medspike.tensor.ParameterSpec;
import org.medspike.tensor.Weights;

/** The parameters of a network while it learns. Used by one thread at a time. */
public final class Parameters {

    private final Map<String, Parameter> byName = new LinkedHashMap<>();

    /**
     * Parameters at their first values.
     *
     * @param frozen names of those that do not learn
     */
    public Parameters(Iterable<ParameterSpec> specs, Weights initial, Predicate<String> frozen) {
        for (ParameterSpec spec : specs) {
            boolean learned = spec.role().learned() && !frozen.test(spec.name());
            byName.put(spec.name(), new Parameter(spec, initial.require(spec).values(), learned));
        }
    }

    /** All parameters by their names. */
    public Map<String, Parameter> byName() {
        return byName;
    }

    Parameter of(ParameterSpec spec) {
        Parameter parameter = byName.get(spec.name());
        if (parameter == null) {
            throw new IllegalArgumentException("no parameter " + spec.name());
        }
        return parameter;
    }

    /** Those that learn. */
    List<Parameter> learned() {
        return byName.values().stream().filter(Parameter::learned).toList();
    }

    /** The values as they are now; a copy. */
    public Weights toWeights() {
        Map<String, FloatTensor> tensors = new LinkedHashMap<>();
        byName.forEach((name, p) ->
                tensors.put(name, new FloatTensor(p.spec().shape(), p.values().clone())));
        return new Weights(tensors);
    }
}
