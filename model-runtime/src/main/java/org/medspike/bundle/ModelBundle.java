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

    /** This with or without the mirror images, for trying it. */
    public ModelBundle withFlips(boolean flips) {
        PreprocessingSpec other = card.preprocessing().withFlips(flips);
        return new ModelBundle(card.withNetwork(card.network(), other), spiking, twin);
    }

    /** The model's identity in results: SHA-256 of its weights. */
    public String sha256() {
        return card.weights().sha256();
    }
}
