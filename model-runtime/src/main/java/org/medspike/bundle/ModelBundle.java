package org.medspike.bundle;

import org.medspike.tensor.Weights;

/**
 * A model that is ready to be run: its card and its weights, checked against each other.
 *
 * @param card what it is
 * @param spiking weights of the spiking network
 * @param twin weights of the ANN twin; empty without one
 */
public record ModelBundle(ModelCard card, Weights spiking, Weights twin) {

    /** The model's identity in results: SHA-256 of its weights. */
    public String sha256() {
        return card.weights().sha256();
    }
}
