package org.medspike.energy;

import java.util.ArrayList;
import java.util.List;
import org.medspike.bundle.ModelCard;
import org.medspike.network.NetworkCost;
import org.medspike.study.CaseStudy.Failure;
import org.medspike.study.Spread;
import org.medspike.tensor.activity.LayerActivity;
import org.medspike.tensor.cost.CostLedger.Macs;

/**
 * Firing rates, operations and energy of a model, over several images.
 *
 * @param card the model
 * @param model what an operation costs
 * @param images images that were measured
 * @param layers the parts, in the order in which they are computed
 * @param total the whole network
 * @param twin the ANN twin at the same input size
 * @param failed images that could not be measured
 */
public record EnergyReport(
        ModelCard card,
        EnergyModel model,
        int images,
        List<LayerEnergy> layers,
        Total total,
        Twin twin,
        List<Failure> failed) {

    /**
     * The whole spiking network.
     *
     * @param neurons all neurons
     * @param rate firing rate of all neurons over all time steps together, in spikes per neuron and step
     * @param macs multiply-accumulates for one image
     * @param spikeOperations accumulates that spikes caused for one image
     * @param millijoules energy for one image in mJ
     */
    public record Total(long neurons, Spread rate, Macs macs, Spread spikeOperations, Spread millijoules) {}

    /**
     * The ANN twin, in which every operation is a multiply-accumulate, whatever the image.
     *
     * @param macs multiply-accumulates for one image
     * @param millijoules energy for one image in mJ
     */
    public record Twin(long macs, double millijoules) {}

    /**
     * What the spiking network's own multiply-accumulates would take in mJ if none were saved by silence; what remains
     * between this and the twin is the twin's soft-max attention and the time steps, not sparsity.
     */
    public double allDenseMillijoules() {
        return model.millijoules(total.macs().total(), 0);
    }

    /**
     * Sums up.
     *
     * @param activities of each image the parts, all of one network at one input size
     */
    static EnergyReport of(
            ModelCard card, EnergyModel model, List<List<LayerActivity>> activities, List<Failure> failed) {
        List<LayerEnergy> layers = new ArrayList<>();
        int parts = activities.isEmpty() ? 0 : activities.get(0).size();
        for (int i = 0; i < parts; i++) {
            int part = i;
            layers.add(LayerEnergy.of(
                    activities.stream().map(image -> image.get(part)).toList(), model));
        }
        int width = card.preprocessing().width();
        int height = card.preprocessing().height();
        long twinMacs =
                NetworkCost.count(card.network().twin(), height, width).macs().total();
        return new EnergyReport(
                card,
                model,
                activities.size(),
                layers,
                total(layers, activities, model),
                new Twin(twinMacs, model.millijoules(twinMacs, 0)),
                failed);
    }

    private static Total total(List<LayerEnergy> layers, List<List<LayerActivity>> activities, EnergyModel model) {
        long dense = layers.stream().mapToLong(layer -> layer.macs().dense()).sum();
        long spikeDriven =
                layers.stream().mapToLong(layer -> layer.macs().spikeDriven()).sum();
        List<Double> rates = new ArrayList<>();
        List<Double> operations = new ArrayList<>();
        List<Double> energies = new ArrayList<>();
        for (List<LayerActivity> image : activities) {
            double spikes = 0;
            long chances = 0;
            double accumulates = 0;
            for (LayerActivity layer : image) {
                for (double rate : layer.firingRates()) {
                    spikes += rate * layer.neurons();
                    chances += layer.neurons();
                }
                accumulates += layer.spikeOperations();
            }
            rates.add(chances == 0 ? Double.NaN : spikes / chances);
            operations.add(accumulates);
            energies.add(model.millijoules(dense, accumulates));
        }
        return new Total(
                layers.stream().mapToLong(LayerEnergy::neurons).sum(),
                Spread.of(rates),
                new Macs(dense, spikeDriven),
                Spread.of(operations),
                Spread.of(energies));
    }
}
