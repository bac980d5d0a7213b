package org.medspike.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.medspike.network.FreshWeights;
import org.medspike.network.NetworkConfig;
import org.medspike.tensor.Weights;
import org.medspike.training.Batch;
import org.medspike.training.GradientEngine;
import org.medspike.training.LossOptions;
import org.medspike.training.OptimiserOptions;
import org.medspike.training.TrainingStep;
import org.medspike.training.djl.DjlGradientEngine;

/**
 * Our training step beside the same step written straight in PyTorch's operators, in turns in one process. Run by {@code
 * mvn -q verify -Dmedspike.excluded= -Dtest=TrainingOverheadBenchmark -Dsurefire.failIfNoSpecifiedTests=false}; it prints medians, and asserts that both compute the same loss, no times.
 */
@Tag("benchmark")
class TrainingOverheadBenchmark {

    private static final int COUNTED = 5;

    @Test
    void ourStep_besideTheStraightOne() throws Exception {
        StringBuilder table = new StringBuilder("| size | T | batch | ours, median | straight, median | ratio |\n");
        for (int[] setting : new int[][] {{96, 1, 4}, {96, 1, 8}, {128, 4, 2}}) {
            table.append(measure(setting[0], setting[1], setting[2]));
            System.out.println(table);
            Files.writeString(Path.of("target", "training-overhead.md"), table.toString());
        }
    }

    private static String measure(int size, int timeSteps, int count) throws Exception {
        NetworkConfig network = NetworkConfig.DEFAULT.withTimeSteps(timeSteps);
        Weights fresh = FreshWeights.of(network, 1);
        Weights twin = FreshWeights.of(network.twin(), 2);
        Batch batch = batch(size, count);
        GradientEngine.Setup setup = new GradientEngine.Setup(
                network,
                fresh,
                Optional.of(new GradientEngine.Teacher(network.twin(), twin)),
                LossOptions.DEFAULT,
                part -> false,
                false);
        double[] ours = new double[COUNTED];
        double[] straight = new double[COUNTED];
        try (GradientEngine engine = new DjlGradientEngine(setup);
                StraightNetwork student = new StraightNetwork(network, fresh, true);
                StraightNetwork teacher = new StraightNetwork(network, twin, false)) {
            TrainingStep step = TrainingStep.beginning(engine, network, fresh, OptimiserOptions.DEFAULT);
            for (int i = -2; i < COUNTED; i++) {
                long begun = System.nanoTime();
                double loss = step.run(batch, 0.002).total();
                long between = System.nanoTime();
                double straightLoss = student.step(batch.images(), batch.masks(), count, size, teacher);
                long done = System.nanoTime();
                if (i == -2) {
                    assertThat(loss).isCloseTo(straightLoss, Percentage.withPercentage(1));
                } else if (i >= 0) {
                    ours[i] = (between - begun) / 1e6;
                    straight[i] = (done - between) / 1e6;
                }
            }
        }
        Arrays.sort(ours);
        Arrays.sort(straight);
        double a = ours[COUNTED / 2];
        double b = straight[COUNTED / 2];
        return String.format(
                Locale.ROOT, "| %d px | %d | %d | %.0f ms | %.0f ms | %.2f |%n", size, timeSteps, count, a, b, a / b);
    }

    private static Batch batch(int size, int count) {
        Random random = new Random(1);
        float[] images = new float[count * 3 * size * size];
        float[] masks = new float[count * size * size];
        for (int i = 0; i < images.length; i++) {
            images[i] = random.nextFloat();
        }
        for (int i = 0; i < masks.length; i++) {
            masks[i] = i % size > size / 3 && i % size < size / 2 ? 1 : 0;
        }
        return new Batch(count, size, images, masks);
    }
}
