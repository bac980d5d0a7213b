package org.medspike.network;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.medspike.tensor.FloatTensor;
import org.medspike.tensor.ParameterSpec;
import org.medspike.tensor.Shape;
import org.medspike.tensor.Weights;

/**
 * Weights of a network that has learned nothing yet.
 *
 * <p>Kernels are uniform in ±1/√(fan-in), the usual start for layers that batch normalisation follows; normalisations
 * start as the identity; biases at zero. The same seed gives the same weights everywhere.
 */
public final class FreshWeights {

    private FreshWeights() {}

    /** A value for every parameter of a network. */
    public static Weights of(NetworkConfig config, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Map<String, FloatTensor> tensors = new LinkedHashMap<>();
        for (ParameterSpec spec : NetworkCost.declare(config).parameters()) {
            tensors.put(spec.name(), new FloatTensor(spec.shape(), values(spec, random)));
        }
        return new Weights(tensors);
    }

    /**
     * Fresh weights, but with those taken over that another network has under the same name and in the same shape: a
     * head start for a network of another variant.
     */
    public static Weights warmStart(NetworkConfig config, long seed, Weights from) {
        Map<String, FloatTensor> tensors = new LinkedHashMap<>(of(config, seed).tensors());
        tensors.replaceAll((name, fresh) -> {
            FloatTensor known = from.tensors().get(name);
            return known != null && known.shape().equals(fresh.shape()) ? known : fresh;
        });
        return new Weights(tensors);
    }

    private static float[] values(ParameterSpec spec, SplittableRandom random) {
        float[] values = new float[Math.toIntExact(spec.shape().elementCount())];
        switch (spec.role()) {
            case KERNEL -> {
                Shape s = spec.shape();
                double bound = 1 / Math.sqrt((double) s.get(1) * s.get(2) * s.get(3));
                for (int i = 0; i < values.length; i++) {
                    values[i] = (float) ((2 * random.nextDouble() - 1) * bound);
                }
            }
            case NORM_SCALE, RUNNING_VARIANCE -> Arrays.fill(values, 1f);
            case BIAS, NORM_SHIFT, RUNNING_MEAN -> Arrays.fill(values, 0f);
            default -> throw new IllegalArgumentException("no initial value for " + spec.role());
        }
        return values;
    }
}
