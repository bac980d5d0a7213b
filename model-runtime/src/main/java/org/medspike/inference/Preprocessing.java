package org.medspike.inference;

import org.medspike.bundle.ModelCard;
import org.medspike.imaging.Frame;
import org.medspike.imaging.Plane;
import org.medspike.tensor.FloatTensor;

/** The way from an upright image to a network's inputs, and of the network's maps back to the image. */
sealed interface Preprocessing permits Squashing, Tiling {

    /** What a model was trained with. */
    static Preprocessing of(ModelCard card) {
        return switch (card.preprocessing().kind()) {
            case SQUASH -> new Squashing(card.preprocessing());
            case TILE -> new Tiling(card.preprocessing(), card.network().sizeMultiple());
        };
    }

    /** What the network sees of an image. */
    NetworkInputs inputs(Frame upright);

    /** A map of the network, {@code [1, 1, h, w]}, at its own size. */
    static Plane plane(FloatTensor map) {
        return new Plane(map.shape().get(-1), map.shape().get(-2), map.values());
    }
}
