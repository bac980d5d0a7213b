package org.medspike.tensor.activity;

import java.util.List;
import org.medspike.tensor.cost.CostLedger.Macs;

/**
 * What one part of a network did in one run.
 *
 * @param part dotted name of the part, for instance {@code stage1.attention.aa.neuron}
 * @param neurons neurons that fire in this part; zero where none does
 * @param firingRates their mean firing rate at each time step, in spikes per neuron and step, 0 to 1; empty without neurons
 * @param macs multiply-accumulates of the part's convolutions and matrix products, all time steps together
 * @param spikeOperations of the spike-driven ones those that a spike really caused, each an accumulate; measured, and at
 *     most as many as the spike-driven multiply-accumulates
 */
public record LayerActivity(String part, long neurons, List<Double> firingRates, Macs macs, double spikeOperations) {

    /** Copies the list. */
    public LayerActivity {
        firingRates = List.copyOf(firingRates);
    }
}
