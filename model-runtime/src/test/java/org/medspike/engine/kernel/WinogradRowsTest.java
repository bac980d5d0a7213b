package org.medspike.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medspike.engine.kernel.Roundings.assertClose;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.medspike.engine.kernel.plain.PlainKernels;

/**
 * Minimal filtering against the textbook's 3x3 convolution in double precision: two rows of outputs, from one input channel to
 * one output channel in each of several lanes, of widths even and odd.
 */
@DisplayName("A 3x3 convolution by minimal filtering is the textbook's, and so are its gradients")
class WinogradRowsTest {

    private static final int CASES = 60;
    private static final int PLANES = WinogradRows.PLANES;
    private static final int TAPS = WinogradKernel.TAPS;
    private static final float UNTOUCHED = 7;

    private final SplittableRandom random = new SplittableRandom(13);

    static Kernels[] sets() {
        return new Kernels[] {PlainKernels.create(), Kernels.best()};
    }

    /** Sizes and values of a case. */
    private final class Case {

        final int width = random.nextInt(1, 21);
        final int channels = Kernels.LANE_GROUP * random.nextInt(1, 4);
        final int row = (width + 2) * channels;
        final int tiles = WinogradRows.tiles(width);
        final int planeStride = tiles * channels + random.nextInt(0, 9);
        final float[] taps = floats(TAPS * channels);
        final float[] matrices = new float[PLANES * channels];
        final float[] planes = floats(3 + PLANES * planeStride);

        Case() {
            WinogradKernel.spread(taps, matrices, channels, channels);
        }

        /** Four of its rows, to the planes. */
        void spread(Kernels kernels, float[] in) {
            kernels.winograd()
                    .spread(
                            in,
                            at(0, -1, 0),
                            at(1, -1, 0),
                            at(2, -1, 0),
                            at(3, -1, 0),
                            width,
                            channels,
                            planes,
                            3,
                            planeStride);
        }

        /** Rows with margins of zeros, after an offset of five. */
        float[] rows(int count) {
            float[] rows = floats(5 + count * row);
            for (int y = 0; y < count; y++) {
                Arrays.fill(rows, 5 + y * row, 5 + y * row + channels, 0f);
                Arrays.fill(rows, 5 + (y + 1) * row - channels, 5 + (y + 1) * row, 0f);
            }
            return rows;
        }

        /** Where channel c of a pixel of {@link #rows} lies; both may be -1. */
        int at(int y, int x, int c) {
            return 5 + y * row + (x + 1) * channels + c;
        }
    }

    private float[] floats(int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextDouble(-1, 1);
        }
        return values;
    }

    @ParameterizedTest
    @MethodSource("sets")
    void outputs_areThoseOfTheConvolution(Kernels kernels) {
        for (int i = 0; i < CASES; i++) {
            Case a = new Case();
            float[] in = a.rows(4);
            a.spread(kernels, in);
            multiply(a, false);
            float[] out = new float[2 * a.width * a.channels + 2];
            Arrays.fill(out, UNTOUCHED);
            int second = a.width * a.channels + 2;
            kernels.winograd().collect(a.planes, 3, a.planeStride, out, 1, second, a.width, a.channels);
            double[] expected = new double[out.length];
            expected[0] = UNTOUCHED;
            expected[a.width * a.channels + 1] = UNTOUCHED;
            for (int y = 0; y < 2; y++) {
                for (int x = 0; x < a.width; x++) {
                    for (int c = 0; c < a.channels; c++) {
                        double sum = 0;
                        for (int tap = 0; tap < TAPS; tap++) {
                            sum += (double) a.taps[tap * a.channels + c] * in[a.at(y + tap / 3, x - 1 + tap % 3, c)];
                        }
                        expected[(y == 0 ? 1 : second) + x * a.channels + c] = sum;
                    }
                }
            }
            assertClose(out, expected, "outputs");
        }
    }

    /** Each channel by itself, with its kernel or the same turned. */
    private static void multiply(Case a, boolean turned) {
        for (int plane = 0; plane < PLANES; plane++) {
            int matrix = turned ? WinogradKernel.turned(plane) : plane;
            for (int i = 0; i < a.tiles * a.channels; i++) {
                a.planes[3 + plane * a.planeStride + i] *= a.matrices[matrix * a.channels + i % a.channels];
            }
        }
    }

    @ParameterizedTest
    @MethodSource("sets")
    void turnedKernels_giveTheGradientByTheInput(Kernels kernels) {
        for (int i = 0; i < CASES; i++) {
            Case a = new Case();
            float[] gradient = a.rows(4);
            a.spread(kernels, gradient);
            multiply(a, true);
            float[] found = a.rows(2);
            double[] expected = new double[found.length];
            Arrays.setAll(expected, n -> found[n]);
            kernels.winograd()
                    .collect(a.planes, 3, a.planeStride, found, a.at(0, 0, 0), a.at(1, 0, 0), a.width, a.channels);
            for (int y = 0; y < 2; y++) {
                for (int x = 0; x < a.width; x++) {
                    for (int c = 0; c < a.channels; c++) {
                        // An input pixel went through each tap to the output pixel on the other side of it.
                        double sum = 0;
                        for (int tap = 0; tap < TAPS; tap++) {
                            sum += (double) a.taps[tap * a.channels + c]
                                    * gradient[a.at(y + 2 - tap / 3, x + 1 - tap % 3, c)];
                        }
                        expected[a.at(y, x, c)] = sum;
                    }
                }
            }
            assertClose(found, expected, "gradient by the input");
        }
    }

    @ParameterizedTest
    @MethodSource("sets")
    void gradientOfAKernel_sumsInputTimesGradient_overPixels(Kernels kernels) {
        for (int i = 0; i < CASES; i++) {
            Case a = new Case();
            float[] in = a.rows(4);
            float[] gradient = a.rows(2);
            a.spread(kernels, in);
            float[] slopes = floats(a.planes.length);
            kernels.winograd()
                    .spreadGradient(
                            gradient, a.at(0, 0, 0), a.at(1, 0, 0), a.width, a.channels, slopes, 3, a.planeStride);
            float[] sums = new float[2 + PLANES * a.channels];
            for (int plane = 0; plane < PLANES; plane++) {
                for (int n = 0; n < a.tiles * a.channels; n++) {
                    int position = 3 + plane * a.planeStride + n;
                    sums[2 + plane * a.channels + n % a.channels] += a.planes[position] * slopes[position];
                }
            }
            float[] found = new float[TAPS * a.channels];
            WinogradKernel.collect(sums, 2, a.channels, found, a.channels, a.channels);
            double[] expected = new double[found.length];
            for (int tap = 0; tap < TAPS; tap++) {
                for (int y = 0; y < 2; y++) {
                    for (int x = 0; x < a.width; x++) {
                        for (int c = 0; c < a.channels; c++) {
                            expected[tap * a.channels + c] +=
                                    (double) in[a.at(y + tap / 3, x - 1 + tap % 3, c)] * gradient[a.at(y, x, c)];
                        }
                    }
                }
            }
            assertClose(found, expected, "gradient of the kernel");
        }
    }

    @ParameterizedTest
    @MethodSource("sets")
    void planes_areOfPatchesThatLieTwoPixelsApart(Kernels kernels) {
        assertThat(WinogradRows.tiles(5)).isEqualTo(3);
        int channels = Kernels.LANE_GROUP;
        float[] in = new float[4 * 7 * channels];
        // One pixel, in the second patch's upper left corner.
        in[2 * channels] = 1;
        float[] planes = new float[PLANES * 3 * channels];
        int row = 7 * channels;
        kernels.winograd().spread(in, 0, row, 2 * row, 3 * row, 5, channels, planes, 0, 3 * channels);
        // Bᵀ d B of that corner is 1 in its own corner; of the first patch's third column -1, 1, 1 in the first row.
        assertThat(planes[channels]).isEqualTo(1);
        assertThat(planes[0]).isEqualTo(-1);
        assertThat(planes[3 * channels]).isEqualTo(1);
        assertThat(planes[6 * channels]).isEqualTo(1);
    }
}
