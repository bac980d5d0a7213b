package org.medspike.inference;

import java.util.List;
import org.medspike.bundle.PreprocessingSpec;
import org.medspike.imaging.Frame;
import org.medspike.imaging.ImageRegion;
import org.medspike.imaging.InputLevels;
import org.medspike.imaging.Plane;
import org.medspike.imaging.TileGrid;
import org.medspike.network.NetworkConfig;
import org.medspike.tensor.FloatTensor;
import org.medspike.tensor.Shape;

/**
 * The image at its own scale, cut into overlapping tiles of the input's size.
 *
 * @param spec what the model was trained with
 * @param multiple by which sizes of the network's input are divisible
 */
record Tiling(PreprocessingSpec spec, int multiple) implements Preprocessing {

    @Override
    public NetworkInputs inputs(Frame upright) {
        return new Tiles(
                TileGrid.of(upright.width(), upright.height(), spec.width(), spec.height(), multiple),
                InputLevels.of(upright.measuredThrough(spec.window()), upright.width(), upright.height()));
    }

    private record Tiles(TileGrid grid, byte[] levels) implements NetworkInputs {

        @Override
        public int count() {
            return grid.count();
        }

        @Override
        public FloatTensor input(int index) {
            float[] values = new float[NetworkConfig.INPUT_CHANNELS * grid.tileWidth() * grid.tileHeight()];
            grid.cut(levels, index, values, 0);
            return new FloatTensor(
                    Shape.of(1, NetworkConfig.INPUT_CHANNELS, grid.tileHeight(), grid.tileWidth()), values);
        }

        @Override
        public ImageRegion region(int index) {
            return grid.region(index);
        }

        @Override
        public int pieceAt(int x, int y) {
            return grid.tileAt(x, y);
        }

        @Override
        public Plane placed(int index, Plane map) {
            return grid.placed(index, map);
        }

        @Override
        public Plane joined(List<Plane> maps) {
            return grid.joined(maps);
        }
    }
}
