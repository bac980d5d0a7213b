package org.medspike.engine.training;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.medspike.engine.kernel.Kernels;
import org.medspike.engine.work.Workers;

/** Against the convolution and the normalisation one after the other, in double precision. */
@DisplayName("A convolution of spikes normalised at once gives what both give one after the other")
class NormalisedSpikesTest {

    private static final int STEPS = 2;

    private final Maps maps = new Maps(3);

    @ParameterizedTest
    @CsvSource({"1, 5, 7, 20, 16", "2, 9, 70, 32, 32", "3, 4, 33, 70, 48"})
    void rowsGradientsAndStatistics(int images, int height, int width, int in, int out) {
        try (Workers workers = new Workers(2)) {
            Context context = new Context(Kernels.best(), workers, images);
            Fire fire = maps.fired(context, new Grid(STEPS * images, height, width, in));
            NormalisedInBooks books = new NormalisedInBooks(maps, in, out);
            Grid grid = new Grid(STEPS * images, height, width, out);
            NormalisedSpikes normalised = new NormalisedSpikes(context, "both", grid, fire, books.kernel, books.norm);
            normalised.forward();
            double[][] expected = books.forward(Maps.of(fire));
            Maps.assertClose(Maps.of(normalised), expected, 1e-4, "row");

            double[][] gradient = maps.setGradient(normalised);
            normalised.backward();
            Maps.assertClose(Maps.gradient(fire), books.backward(gradient), 1e-4, "spikes");
        }
    }
}
