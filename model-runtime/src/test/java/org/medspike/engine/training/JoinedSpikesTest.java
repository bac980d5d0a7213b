package org.medspike.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.medspike.engine.kernel.Kernels;
import org.medspike.engine.work.Workers;
import org.medspike.tensor.ParameterSpec.Role;

/** Against normalised convolutions that are added up, joined and convolved, one after the other, in double precision. */
@DisplayName("A convolution straight from spikes gives what normalised, added, joined and convolved spikes give")
class JoinedSpikesTest {

    private static final int STEPS = 2;

    private final Maps maps = new Maps(4);

    @ParameterizedTest
    @CsvSource({"1, 5, 7, 20, 16, 16", "2, 6, 40, 32, 32, 32", "2, 4, 33, 40, 48, 20"})
    void rowsAndGradients(int images, int height, int width, int in, int channels, int out) {
        try (Workers workers = new Workers(2)) {
            Context context = new Context(Kernels.best(), workers, images);
            int blocks = STEPS * images;
            Grid channelGrid = new Grid(blocks, height, width, channels);
            List<Fire> fires = new ArrayList<>();
            List<NormalisedInBooks> books = new ArrayList<>();
            List<NormalisedSpikes> spikes = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                fires.add(maps.fired(context, new Grid(blocks, height, width, in)));
                books.add(new NormalisedInBooks(maps, in, channels));
                spikes.add(new NormalisedSpikes(
                        context, "part", channelGrid, fires.get(i), books.get(i).kernel, books.get(i).norm));
            }
            float[] e = maps.floats(out * 2 * channels);
            Parameter kernel = Maps.parameter(Role.KERNEL, e, out, 2 * channels, 1, 1);
            // The first two are added up in the first of two joined maps.
            JoinedSpikes joined = new JoinedSpikes(
                    context,
                    "joined",
                    new Grid(blocks, height, width, out),
                    List.of(spikes.subList(0, 2), spikes.subList(2, 3)),
                    kernel,
                    true);
            spikes.forEach(Feature::forward);
            joined.forward();
            List<double[][]> normalised = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                normalised.add(books.get(i).forward(Maps.of(fires.get(i))));
            }
            int pixels = blocks * height * width;
            double[][] sums = new double[pixels][2 * channels];
            double[][] expected = new double[pixels][out];
            for (int p = 0; p < pixels; p++) {
                for (int c = 0; c < channels; c++) {
                    sums[p][c] = normalised.get(0)[p][c] + normalised.get(1)[p][c];
                    sums[p][channels + c] = normalised.get(2)[p][c];
                }
                for (int n = 0; n < out; n++) {
                    for (int c = 0; c < 2 * channels; c++) {
                        expected[p][n] += e[n * 2 * channels + c] * sums[p][c];
                    }
                }
            }
            Maps.assertClose(Maps.of(joined), expected, 2e-4, "row");

            double[][] gradient = maps.setGradient(joined);
            joined.backward();
            double[][] bySums = new double[pixels][2 * channels];
            for (int n = 0; n < out; n++) {
                for (int c = 0; c < 2 * channels; c++) {
                    double byKernel = 0;
                    for (int p = 0; p < pixels; p++) {
                        byKernel += gradient[p][n] * sums[p][c];
                        bySums[p][c] += gradient[p][n] * e[n * 2 * channels + c];
                    }
                    assertThat((double) kernel.gradient()[n * 2 * channels + c])
                            .as("kernel")
                            .isCloseTo(byKernel, within(2e-3));
                }
            }
            for (int i = 0; i < 3; i++) {
                double[][] ofPart = new double[pixels][channels];
                for (int p = 0; p < pixels; p++) {
                    System.arraycopy(bySums[p], i / 2 * channels, ofPart[p], 0, channels);
                }
                Maps.assertClose(Maps.gradient(fires.get(i)), books.get(i).backward(ofPart), 5e-4, "spikes");
            }
        }
    }
}
