package org.medspike.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.medspike.engine.graph.Op;
import org.medspike.tensor.ParameterSpec;
import org.medspike.tensor.Shape;
import org.medspike.tensor.Surrogate;

/** Features with values drawn at random, and maps of features as pixels by channels. */
final class Maps {

    private static final float THRESHOLD = 0.3f;
    private static final float DECAY = 0.5f;

    private final SplittableRandom random;

    Maps(long seed) {
        random = new SplittableRandom(seed);
    }

    float[] floats(int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextDouble(-1, 1);
        }
        return values;
    }

    static Parameter parameter(ParameterSpec.Role role, float[] values, int... shape) {
        return new Parameter(new ParameterSpec(role.name(), Shape.of(shape), role), values, role.learned());
    }

    /** Neurons that fire anywhere; they have fired. */
    Fire fired(Context context, Grid grid) {
        Feature currents = new Currents(context, grid, floats((int) grid.pixels() * grid.channels()));
        int steps = grid.blocks() / context.images;
        Op.Fire neuron = new Op.Fire(steps, THRESHOLD, DECAY, Surrogate.DEFAULT, false);
        Fire fire = new Fire(context, "fire", grid, currents, neuron);
        fire.forward();
        return fire;
    }

    /** Input currents as they come. */
    private static final class Currents extends Feature {

        private final float[] values;
        private final int channels;

        Currents(Context context, Grid grid, float[] values) {
            super(context, "currents", grid, List.of(), true);
            this.values = values;
            channels = grid.channels();
        }

        @Override
        void copyRow(int worker, int block, int y, float[] into, int offset) {
            for (int i = 0; i < grid.width() * channels; i++) {
                into[offset + i / channels * grid.stride() + i % channels] =
                        values[(block * grid.height() + y) * grid.width() * channels + i];
            }
        }

        @Override
        void addRow(int worker, int block, int y, float[] into, int offset) {
            throw new IllegalStateException("nobody adds currents");
        }

        @Override
        void backward() {
            // Nothing before it.
        }
    }

    /** All pixels of a map, each read alone and again added to nothing. */
    static double[][] of(Feature feature) {
        Grid grid = feature.grid;
        double[][] map = new double[(int) grid.pixels()][grid.channels()];
        float[] row = new float[grid.row()];
        float[] added = new float[grid.row()];
        for (int p = 0; p < map.length; p++) {
            if (p % grid.width() == 0) {
                int block = p / (grid.height() * grid.width());
                int y = p / grid.width() % grid.height();
                feature.copyRow(0, block, y, row, 0);
                Arrays.fill(added, 0f);
                feature.addRow(0, block, y, added, 0);
                assertThat(added).containsExactly(row, offset(1e-4f));
            }
            for (int c = 0; c < grid.channels(); c++) {
                map[p][c] = row[p % grid.width() * grid.stride() + c];
            }
        }
        return map;
    }

    private static int offsetOf(Grid grid, int pixel) {
        int row = grid.offset(pixel / (grid.height() * grid.width()), pixel / grid.width() % grid.height());
        return row + pixel % grid.width() * grid.stride();
    }

    /** Gives a feature a gradient. */
    double[][] setGradient(Feature feature) {
        Grid grid = feature.grid;
        double[][] gradient = new double[(int) grid.pixels()][grid.channels()];
        float[] opened = feature.openGradient();
        for (int p = 0; p < gradient.length; p++) {
            for (int c = 0; c < grid.channels(); c++) {
                opened[offsetOf(grid, p) + c] = (float) random.nextDouble(-1, 1);
                gradient[p][c] = opened[offsetOf(grid, p) + c];
            }
        }
        feature.closeGradient();
        return gradient;
    }

    /** The gradient that a feature got. */
    static double[][] gradient(Feature feature) {
        Grid grid = feature.grid;
        double[][] gradient = new double[(int) grid.pixels()][grid.channels()];
        for (int p = 0; p < gradient.length; p++) {
            for (int c = 0; c < grid.channels(); c++) {
                gradient[p][c] = feature.gradientValues()[offsetOf(grid, p) + c];
            }
        }
        return gradient;
    }

    /** All values are those expected. */
    static void assertClose(double[][] actual, double[][] expected, double tolerance, String what) {
        for (int p = 0; p < expected.length; p++) {
            assertThat(actual[p]).as(what + " at pixel " + p).containsExactly(expected[p], offset(tolerance));
        }
    }
}
