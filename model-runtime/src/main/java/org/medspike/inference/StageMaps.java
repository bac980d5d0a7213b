package org.medspike.inference;

import java.util.Map;
import java.util.Optional;
import org.medspike.imaging.Plane;
import org.medspike.network.Interaction;

/**
 * The heat maps of one encoder stage, at the stage's own size.
 *
 * @param stage number, from one
 * @param sdsa stage mask of the spiking network, Ô_s of definition 2: a probability, 0 to 1
 * @param sa stage mask of the ANN twin, Ô_a, likewise; empty where the model has no twin
 * @param interactions firing rate of each interaction that takes part, in spikes per neuron and step, 0 to 1
 */
public record StageMaps(int stage, Plane sdsa, Optional<Plane> sa, Map<Interaction, Plane> interactions) {

    /** Unit of the stage masks and of their difference. */
    public static final String PROBABILITY = "probability";

    /** Unit of the interactions. */
    public static final String FIRING_RATE = "spikes per neuron and step";

    /** SDSA minus SA, -1 to 1; empty where the model has no twin. */
    public Optional<Plane> difference() {
        return sa.map(other -> {
            float[] values = new float[other.values().length];
            for (int i = 0; i < values.length; i++) {
                values[i] = sdsa.values()[i] - other.values()[i];
            }
            return new Plane(other.width(), other.height(), values);
        });
    }

    /** How SDSA and SA agree in numbers; empty where the model has no twin. */
    public Optional<MapAgreement> agreement() {
        return sa.map(other -> MapAgreement.of(sdsa, other));
    }
}
