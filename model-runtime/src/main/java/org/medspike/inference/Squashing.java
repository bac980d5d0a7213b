package org.medspike.inference;

import java.util.List;
import org.medspike.bundle.PreprocessingSpec;
import org.medspike.imaging.Frame;
import org.medspike.imaging.ImageRegion;
import org.medspike.imaging.InputLevels;
import org.medspike.imaging.Plane;
import org.medspike.network.NetworkConfig;
import org.medspike.tensor.FloatTensor;
import org.medspike.tensor.Shape;

/**
 * The whole image at the input's size, whatever its aspect ratio.
 *
 * @param spec what the model was trained with
 */
record Squashing(PreprocessingSpec spec) implements Preprocessing {

    @Override
    public NetworkInputs inputs(Frame upright) {
        byte[] levels = InputLevels.of(upright.measuredThrough(spec.window()), spec.width(), spec.height());
        float[] values = new float[levels.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = InputLevels.intensity(levels[i]);
        }
        FloatTensor input =
                new FloatTensor(Shape.of(1, NetworkConfig.INPUT_CHANNELS, spec.height(), spec.width()), values);
        return new Whole(input, new ImageRegion(0, 0, upright.width(), upright.height()));
    }

    private record Whole(FloatTensor input, ImageRegion region) implements NetworkInputs {

        @Override
        public int count() {
            return 1;
        }

        @Override
        public FloatTensor input(int index) {
            return input;
        }

        @Override
        public ImageRegion region(int index) {
            return region;
        }

        @Override
        public int pieceAt(int x, int y) {
            return 0;
        }

        @Override
        public Plane placed(int index, Plane map) {
            return map;
        }

        @Override
        public Plane joined(List<Plane> maps) {
            return maps.get(0);
        }
    }
}
