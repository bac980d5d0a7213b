package org.medspike.tensor.cost;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.medspike.tensor.ParameterSource;
import org.medspike.tensor.ParameterSpec;

/**
 * What a network costs, by part: its parameters and its multiply-accumulates.
 *
 * <p>As a {@link ParameterSource} it answers every request and writes it down.
 */
public final class CostLedger implements ParameterSource<CostTensor> {

    private final List<ParameterSpec> parameters = new ArrayList<>();
    private final Map<String, Macs> macs = new TreeMap<>();

    /**
     * Multiply-accumulates.
     *
     * @param dense those whose operands are both ordinary numbers
     * @param spikeDriven those with a spike as one operand; at a firing rate r they are r times as many additions
     */
    public record Macs(long dense, long spikeDriven) {

        /** Nothing. */
        public static final Macs NONE = new Macs(0, 0);

        /** All of them, counted as the paper does. */
        public long total() {
            return dense + spikeDriven;
        }

        /** Spike operations at a mean firing rate, in spikes per neuron and step. */
        public long spikeOperations(double firingRate) {
            return Math.round(spikeDriven * firingRate);
        }

        private Macs plus(Macs other) {
            return new Macs(dense + other.dense, spikeDriven + other.spikeDriven);
        }
    }

    @Override
    public CostTensor get(ParameterSpec spec) {
        parameters.add(spec);
        return CostTensor.dense(spec.shape());
    }

    void addMacs(String part, long count, boolean spikeDriven) {
        macs.merge(part, spikeDriven ? new Macs(0, count) : new Macs(count, 0), Macs::plus);
    }

    /** The parameters in the order in which the network asked for them. */
    public List<ParameterSpec> parameters() {
        return List.copyOf(parameters);
    }

    /** Number of learned values. */
    public long learnedParameters() {
        return learnedParameters(name -> true);
    }

    /** Number of learned values in the parts that a filter of names lets through. */
    public long learnedParameters(Predicate<String> names) {
        return parameters.stream()
                .filter(p -> p.role().learned() && names.test(p.name()))
                .mapToLong(p -> p.shape().elementCount())
                .sum();
    }

    /** Multiply-accumulates of the whole network. */
    public Macs macs() {
        return macs(name -> true);
    }

    /** Multiply-accumulates of the parts that a filter of names lets through. */
    public Macs macs(Predicate<String> parts) {
        return macs.entrySet().stream()
                .filter(e -> parts.test(e.getKey()))
                .map(Map.Entry::getValue)
                .reduce(Macs.NONE, Macs::plus);
    }
}
