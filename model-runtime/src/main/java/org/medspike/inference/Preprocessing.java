package org.medspike.inference;

import org.medspike.bundle.PreprocessingSpec;
import org.medspike.imaging.Frame;
import org.medspike.imaging.InputLevels;
import org.medspike.imaging.Plane;
import org.medspike.imaging.Resampling;
import org.medspike.network.NetworkConfig;
import org.medspike.tensor.FloatTensor;
import org.medspike.tensor.Shape;

/**
 * The way from an upright image to a network's input, and of the network's maps back to the image.
 *
 * @param spec what the model was trained with
 */
record Preprocessing(PreprocessingSpec spec) {

    /** The input, {@code [1, 3, height, width]}, values 0 to 1. */
    FloatTensor toInput(Frame upright) {
        byte[] levels = InputLevels.of(upright, spec.width(), spec.height());
        float[] values = new float[levels.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = InputLevels.intensity(levels[i]);
        }
        return new FloatTensor(Shape.of(1, NetworkConfig.INPUT_CHANNELS, spec.height(), spec.width()), values);
    }

    /** A map of the network at the image's own size. */
    static Plane toImage(FloatTensor map, int width, int height) {
        return Resampling.resize(plane(map), width, height);
    }

    /** A map of the network, {@code [1, 1, h, w]}, at its own size. */
    static Plane plane(FloatTensor map) {
        return new Plane(map.shape().get(-1), map.shape().get(-2), map.values());
    }
}
