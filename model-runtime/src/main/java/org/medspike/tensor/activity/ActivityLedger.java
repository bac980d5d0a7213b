package org.medspike.tensor.activity;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.medspike.tensor.cost.CostLedger;

/**
 * What the parts of a network did in one run, in the order in which they first did something.
 *
 * <p>For one run only: the n-th time that a part spikes is taken for time step n. Not thread safe.
 */
public final class ActivityLedger {

    private final CostLedger cost = new CostLedger();
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    private static final class Entry {
        private long neurons;
        private final List<Double> firingRates = new ArrayList<>();
        private double spikeOperations;
    }

    /** Where the multiply-accumulates are written down. */
    CostLedger cost() {
        return cost;
    }

    /** Writes down that a part spiked once. */
    void addSpikes(String part, long neurons, double spikes) {
        Entry entry = entry(part);
        entry.neurons = neurons;
        entry.firingRates.add(spikes / neurons);
    }

    /** Writes down that a part has computed a convolution or a product. */
    void addSpikeOperations(String part, double count) {
        entry(part).spikeOperations += count;
    }

    private Entry entry(String part) {
        return entries.computeIfAbsent(part, missing -> new Entry());
    }

    /** The parts so far. */
    public List<LayerActivity> layers() {
        List<LayerActivity> layers = new ArrayList<>();
        entries.forEach((part, entry) -> layers.add(new LayerActivity(
                part, entry.neurons, entry.firingRates, cost.macs(part::equals), entry.spikeOperations)));
        return layers;
    }
}
