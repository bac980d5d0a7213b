package org.medspike.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.medspike.engine.graph.Op;
import org.medspike.engine.kernel.Kernels;
import org.medspike.engine.work.Workers;
import org.medspike.tensor.NormStatistics;
import org.medspike.tensor.ParameterSpec;
import org.medspike.tensor.Shape;
import org.medspike.tensor.Surrogate;

/** Against the convolution and the normalisation one after the other, as they are written in books, in double precision. */
@DisplayName("A convolution of spikes normalised at once gives what both give one after the other")
class NormalisedSpikesTest {

    private static final int STEPS = 2;

    private final SplittableRandom random = new SplittableRandom(3);

    /** Input currents as they come, so that spikes fall anywhere. */
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

    private float[] floats(int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextDouble(-1, 1);
        }
        return values;
    }

    private static Parameter parameter(ParameterSpec.Role role, float[] values, int... shape) {
        return new Parameter(new ParameterSpec(role.name(), Shape.of(shape), role), values, role.learned());
    }

    @ParameterizedTest
    @CsvSource({"1, 5, 7, 20, 16", "2, 9, 70, 32, 32", "3, 4, 33, 70, 48"})
    void rowsGradientsAndStatistics(int images, int height, int width, int in, int out) {
        try (Workers workers = new Workers(2)) {
            Context context = new Context(Kernels.best(), workers, images);
            Grid grid = new Grid(STEPS * images, height, width, in);
            int pixels = STEPS * images * height * width;
            Feature currents = new Currents(context, grid, floats(pixels * in));
            Fire fire = new Fire(context, "fire", grid, currents, neuron());
            float[] w = floats(out * in);
            float[] gamma = floats(out);
            float[] beta = floats(out);
            NormStatistics<Parameter> norm = new NormStatistics<>(
                    parameter(ParameterSpec.Role.NORM_SCALE, gamma, out),
                    parameter(ParameterSpec.Role.NORM_SHIFT, beta, out),
                    parameter(ParameterSpec.Role.RUNNING_MEAN, new float[out], out),
                    parameter(ParameterSpec.Role.RUNNING_VARIANCE, new float[out], out));
            Parameter kernel = parameter(ParameterSpec.Role.KERNEL, w, out, in, 1, 1);
            Grid outGrid = new Grid(STEPS * images, height, width, out);
            NormalisedSpikes normalised = new NormalisedSpikes(context, "both", outGrid, fire, kernel, norm);
            fire.forward();
            normalised.forward();

            double[][] s = map(fire, pixels, in);
            double[][] x = new double[pixels][out];
            double[] mean = new double[out];
            double[] variance = new double[out];
            for (int o = 0; o < out; o++) {
                for (int p = 0; p < pixels; p++) {
                    for (int i = 0; i < in; i++) {
                        x[p][o] += w[o * in + i] * s[p][i];
                    }
                    mean[o] += x[p][o] / pixels;
                }
                for (int p = 0; p < pixels; p++) {
                    variance[o] += (x[p][o] - mean[o]) * (x[p][o] - mean[o]) / pixels;
                }
                assertThat((double) norm.mean().values()[o]).isCloseTo(0.1 * mean[o], within(1e-6));
                assertThat((double) norm.variance().values()[o])
                        .isCloseTo(0.1 * variance[o] * pixels / (pixels - 1), within(1e-6));
            }
            double[][] y = map(normalised, pixels, out);
            for (int p = 0; p < pixels; p++) {
                for (int o = 0; o < out; o++) {
                    double expected = gamma[o] * (x[p][o] - mean[o]) / Math.sqrt(variance[o] + 1e-5) + beta[o];
                    assertThat(y[p][o]).as("row").isCloseTo(expected, within(1e-4));
                }
            }

            double[][] g = setGradient(normalised, pixels, out);
            normalised.backward();

            double[][] gx = new double[pixels][out];
            for (int o = 0; o < out; o++) {
                double deviation = Math.sqrt(variance[o] + 1e-5);
                double sum = 0;
                double dot = 0;
                for (int p = 0; p < pixels; p++) {
                    sum += g[p][o];
                    dot += g[p][o] * (x[p][o] - mean[o]) / deviation;
                }
                assertThat((double) norm.shift().gradient()[o]).as("shift").isCloseTo(sum, within(1e-3));
                assertThat((double) norm.scale().gradient()[o]).as("scale").isCloseTo(dot, within(1e-3));
                for (int p = 0; p < pixels; p++) {
                    double standard = (x[p][o] - mean[o]) / deviation;
                    gx[p][o] = gamma[o] / deviation * (g[p][o] - sum / pixels - standard * dot / pixels);
                }
            }
            for (int o = 0; o < out; o++) {
                for (int i = 0; i < in; i++) {
                    double expected = 0;
                    for (int p = 0; p < pixels; p++) {
                        expected += gx[p][o] * s[p][i];
                    }
                    assertThat((double) kernel.gradient()[o * in + i])
                            .as("kernel")
                            .isCloseTo(expected, within(2e-3));
                }
            }
            for (int p = 0; p < pixels; p++) {
                for (int i = 0; i < in; i++) {
                    double expected = 0;
                    for (int o = 0; o < out; o++) {
                        expected += gx[p][o] * w[o * in + i];
                    }
                    int offset = grid.offset(p / (height * width), p / width % height) + p % width * grid.stride();
                    assertThat((double) fire.gradientValues()[offset + i])
                            .as("spikes")
                            .isCloseTo(expected, within(1e-4));
                }
            }
        }
    }

    private static Op.Fire neuron() {
        return new Op.Fire(STEPS, 0.3f, 0.5f, Surrogate.DEFAULT, false);
    }

    /** All pixels of a map, each read alone and again added to nothing. */
    private static double[][] map(Feature feature, int pixels, int channels) {
        Grid grid = feature.grid;
        double[][] map = new double[pixels][channels];
        float[] row = new float[grid.row()];
        float[] added = new float[grid.row()];
        for (int p = 0; p < pixels; p++) {
            if (p % grid.width() == 0) {
                int block = p / (grid.height() * grid.width());
                int y = p / grid.width() % grid.height();
                feature.copyRow(0, block, y, row, 0);
                Arrays.fill(added, 0f);
                feature.addRow(0, block, y, added, 0);
                assertThat(added).containsExactly(row, offset(1e-4f));
            }
            for (int c = 0; c < channels; c++) {
                map[p][c] = row[p % grid.width() * grid.stride() + c];
            }
        }
        return map;
    }

    private double[][] setGradient(Feature feature, int pixels, int channels) {
        Grid grid = feature.grid;
        double[][] gradient = new double[pixels][channels];
        float[] opened = feature.openGradient();
        for (int p = 0; p < pixels; p++) {
            int offset = grid.offset(p / (grid.height() * grid.width()), p / grid.width() % grid.height())
                    + p % grid.width() * grid.stride();
            for (int c = 0; c < channels; c++) {
                opened[offset + c] = (float) random.nextDouble(-1, 1);
                gradient[p][c] = opened[offset + c];
            }
        }
        feature.closeGradient();
        return gradient;
    }
}
