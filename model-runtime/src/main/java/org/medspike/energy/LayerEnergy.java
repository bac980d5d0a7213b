package org.medspike.energy;

import java.util.ArrayList;
import java.util.List;
import org.medspike.study.Spread;
import org.medspike.tensor.activity.LayerActivity;
import org.medspike.tensor.cost.CostLedger.Macs;

/**
 * What one part of a network does, over several images.
 *
 * @param part dotted name of the part
 * @param neurons neurons that fire in it; zero where none does
 * @param ratesByStep their firing rate at each time step, in spikes per neuron and step; empty without neurons
 * @param rate their firing rate over all time steps, likewise; undefined for all images without neurons
 * @param macs multiply-accumulates for one image, all time steps together
 * @param spikeOperations accumulates that spikes caused for one image
 * @param millijoules energy for one image in mJ
 */
public record LayerEnergy(
        String part,
        long neurons,
        List<Spread> ratesByStep,
        Spread rate,
        Macs macs,
        Spread spikeOperations,
        Spread millijoules) {

    /**
     * Of one part in each image.
     *
     * @param images at least one
     */
    static LayerEnergy of(List<LayerActivity> images, EnergyModel model) {
        LayerActivity first = images.get(0);
        List<Spread> rates = new ArrayList<>();
        for (int t = 0; t < first.firingRates().size(); t++) {
            int step = t;
            rates.add(Spread.of(
                    images.stream().map(image -> image.firingRates().get(step)).toList()));
        }
        return new LayerEnergy(
                first.part(),
                first.neurons(),
                rates,
                Spread.of(images.stream().map(LayerEnergy::meanRate).toList()),
                first.macs(),
                Spread.of(images.stream().map(LayerActivity::spikeOperations).toList()),
                Spread.of(images.stream()
                        .map(image -> model.millijoules(image.macs().dense(), image.spikeOperations()))
                        .toList()));
    }

    private static double meanRate(LayerActivity layer) {
        return layer.firingRates().stream()
                .mapToDouble(Double::doubleValue)
                .average()
                .orElse(Double.NaN);
    }
}
