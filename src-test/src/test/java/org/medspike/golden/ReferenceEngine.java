package org.medspike.golden;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.medspike.inference.CompiledNetwork;
import org.medspike.inference.InferenceEngine;
import org.medspike.inference.NetworkOutputs;
import org.medspike.inference.OutputKind;
import org.medspike.network.MedSpikeFormer;
import org.medspike.network.NetworkConfig;
import org.medspike.tensor.FloatTensor;
import org.medspike.tensor.Weights;
import org.medspike.tensor.reference.ReferenceOps;
import org.medspike.tensor.reference.ReferenceTensor;

/** The naive reference in double precision as an engine: slow, and the judge of the others. */
final class ReferenceEngine implements InferenceEngine {

    @Override
    public String name() {
        return "reference";
    }

    @Override
    public CompiledNetwork compile(
            NetworkConfig config, Weights weights, int height, int width, Set<OutputKind> outputs, int threads) {
        ReferenceOps ops = new ReferenceOps();
        MedSpikeFormer<ReferenceTensor> network =
                new MedSpikeFormer<>(ops, config, weights.source((spec, value) -> ReferenceTensor.of(value)));
        return new CompiledNetwork() {
            @Override
            public Map<String, FloatTensor> run(FloatTensor image) {
                Map<String, FloatTensor> results = new LinkedHashMap<>();
                NetworkOutputs.of(ops, network.forward(ReferenceTensor.of(image)), outputs)
                        .forEach((name, value) -> results.put(name, value.toFloatTensor()));
                return results;
            }

            @Override
            public void close() {}
        };
    }
}
