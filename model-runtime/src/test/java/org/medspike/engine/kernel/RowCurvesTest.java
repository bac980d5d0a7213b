package org.medspike.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.medspike.engine.kernel.Roundings.assertClose;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.medspike.engine.kernel.plain.PlainKernels;

/** Functions of one variable, of both sets of kernels, against the same in double precision. */
@DisplayName("Curves are what their formula says, to a few roundings")
class RowCurvesTest {

    private final SplittableRandom random = new SplittableRandom(12);

    static Kernels[] sets() {
        return new Kernels[] {PlainKernels.create(), Kernels.best()};
    }

    @ParameterizedTest
    @MethodSource("sets")
    void curves_areWithinAFewRoundings(Kernels kernels) {
        int count = 1003;
        float[] in = new float[count];
        for (int i = 0; i < count; i++) {
            in[i] = (float) random.nextDouble(-20, 20);
        }
        in[0] = -1000;
        in[1] = 1000;
        in[2] = 0;
        float[] out = new float[count];
        kernels.curves().sigmoid(in, 0, out, 0, count);
        double[] expected = IntStream.range(0, count)
                .mapToDouble(i -> 1 / (1 + Math.exp(-in[i])))
                .toArray();
        assertClose(out, expected, "sigmoid");
        kernels.curves().gelu(in, 0, out, 0, count);
        assertClose(
                out,
                IntStream.range(0, count)
                        .mapToDouble(i -> in[i] * gaussian(in[i]))
                        .toArray(),
                "gelu");

        float[] x = Arrays.copyOfRange(in, 2, count);
        double largest =
                IntStream.range(0, x.length).mapToDouble(i -> x[i]).max().orElseThrow();
        expected = IntStream.range(0, x.length)
                .mapToDouble(i -> Math.exp(0.4f * (in[i + 2] - largest)))
                .toArray();
        float sum = kernels.curves().exponentials(x, 0, x.length, 0.4f);
        assertClose(x, expected, "exponentials");
        assertThat((double) sum).isCloseTo(Arrays.stream(expected).sum(), within(1e-3));
    }

    @ParameterizedTest
    @MethodSource("sets")
    void exponentialsDown_areThoseOfEachColumn(Kernels kernels) {
        for (int rows : new int[] {1, 2, 7, 256}) {
            int columns = Kernels.LANE_GROUP * random.nextInt(1, 4);
            float[] x = new float[3 + rows * columns];
            for (int i = 3; i < x.length; i++) {
                x[i] = (float) random.nextDouble(-20, 20);
            }
            double[] expected = new double[x.length];
            double[] totals = new double[2 + columns];
            for (int c = 0; c < columns; c++) {
                double largest = Double.NEGATIVE_INFINITY;
                for (int r = 0; r < rows; r++) {
                    largest = Math.max(largest, x[3 + r * columns + c]);
                }
                for (int i = 3 + c; i < x.length; i += columns) {
                    expected[i] = Math.exp(0.4f * (x[i] - largest));
                    totals[2 + c] += expected[i];
                }
            }
            float[] sums = new float[2 + columns];
            kernels.curves().exponentialsDown(x, 3, rows, columns, 0.4f, sums, 2);
            assertClose(x, expected, "exponentials");
            assertClose(sums, totals, "sums");
        }
    }

    @ParameterizedTest
    @MethodSource("sets")
    void curves_ofWhatIsNotANumber_areNone(Kernels kernels) {
        float[] in = new float[2 * Kernels.LANE_GROUP + 1];
        Arrays.fill(in, Float.NaN);
        float[] out = new float[in.length];
        kernels.curves().sigmoid(in, 0, out, 0, in.length);
        assertThat(out).containsOnly(Float.NaN);
        kernels.curves().gelu(in, 0, out, 0, in.length);
        assertThat(out).containsOnly(Float.NaN);
        float[] x = new float[5 * Kernels.LANE_GROUP];
        x[3 * Kernels.LANE_GROUP + 1] = Float.NaN;
        float[] sums = new float[Kernels.LANE_GROUP];
        kernels.curves().exponentialsDown(x.clone(), 0, 5, Kernels.LANE_GROUP, 1, sums, 0);
        assertThat(sums[0]).isEqualTo(5);
        assertThat(sums[1]).isNaN();
        assertThat(kernels.curves().exponentials(x, 0, x.length, 1)).isNaN();
    }

    /** Φ by Simpson's rule: a source of its own. */
    private static double gaussian(double x) {
        double end = Math.max(-12, Math.min(12, x));
        int steps = 4000;
        double h = (end + 12) / steps;
        double sum = 0;
        for (int i = 0; i <= steps; i++) {
            double z = -12 + i * h;
            double weight = i == 0 || i == steps ? 1 : i % 2 == 1 ? 4 : 2;
            sum += weight * Math.exp(-z * z / 2);
        }
        return sum * h / 3 / Math.sqrt(2 * Math.PI);
    }
}
