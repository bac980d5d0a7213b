package org.medspike.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medspike.engine.kernel.Roundings.assertClose;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.apache.commons.numbers.gamma.Erf;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.medspike.engine.kernel.plain.PlainKernels;
import org.medspike.tensor.Surrogate;

/** The kernels of the backward pass against their definitions in double precision, on shapes and offsets drawn at random. */
@DisplayName("Kernels of the backward pass compute what their definition says")
class GradientKernelsTest {

    private static final int CASES = 60;
    private final SplittableRandom random = new SplittableRandom(12);

    static Kernels[] sets() {
        return new Kernels[] {PlainKernels.create(), Kernels.best()};
    }

    private float[] floats(int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextDouble(-1, 1);
        }
        return values;
    }

    private int channels() {
        return Kernels.LANE_GROUP * random.nextInt(1, 9);
    }

    private static double[] doubles(float[] values) {
        double[] copy = new double[values.length];
        Arrays.setAll(copy, i -> values[i]);
        return copy;
    }

    @ParameterizedTest
    @MethodSource("sets")
    void denseOuter_sumsOuterProducts(Kernels kernels) {
        for (int i = 0; i < CASES; i++) {
            int pixels = random.nextInt(1, 40);
            int channels = channels();
            int length = 8 * random.nextInt(1, 18);
            int inStride = Kernels.LANE_GROUP * random.nextInt(1, 12);
            int stride = channels + random.nextInt(0, 9);
            float[] in = floats(5 + pixels * inStride + length);
            float[] gradient = floats(3 + pixels * stride);
            float[] sums = floats(7 + length * channels + 4);
            double[] expected = doubles(sums);
            for (int p = 0; p < pixels; p++) {
                for (int k = 0; k < length; k++) {
                    for (int n = 0; n < channels; n++) {
                        expected[7 + k * channels + n] +=
                                (double) in[5 + p * inStride + k] * gradient[3 + p * stride + n];
                    }
                }
            }
            kernels.denseOuter().add(in, 5, inStride, length, gradient, 3, stride, sums, 7, pixels, channels);
            assertClose(sums, expected, "outer");
        }
    }

    @ParameterizedTest
    @MethodSource("sets")
    void depthWiseOuter_sumsProductsOfEachTap(Kernels kernels) {
        for (int i = 0; i < CASES; i++) {
            int width = random.nextInt(1, 40);
            int channels = channels();
            int row = (width + 2) * channels;
            float[] in = floats(6 + 3 * row);
            float[] gradient = floats(2 + width * channels);
            float[] sums = floats(4 + 9 * channels + 4);
            int[] rows = {6 + 2 * row, 6, 6 + row};
            double[] expected = doubles(sums);
            for (int tap = 0; tap < 9; tap++) {
                for (int x = 0; x < width; x++) {
                    for (int c = 0; c < channels; c++) {
                        expected[4 + tap * channels + c] += (double) in[rows[tap / 3] + (x + tap % 3) * channels + c]
                                * gradient[2 + x * channels + c];
                    }
                }
            }
            kernels.depthWiseOuter().add(in, rows[0], rows[1], rows[2], gradient, 2, sums, 4, width, channels);
            assertClose(sums, expected, "depth-wise outer");
        }
    }

    @ParameterizedTest
    @MethodSource("sets")
    void moments_areSumsAroundAPivot(Kernels kernels) {
        for (int i = 0; i < CASES; i++) {
            int pixels = random.nextInt(1, 80);
            int channels = channels();
            float[] x = floats(3 + pixels * channels);
            float[] pivot = floats(channels);
            double[] sums = doubles(floats(5 + 2 * channels + 3));
            double[] expected = sums.clone();
            for (int p = 0; p < pixels; p++) {
                for (int c = 0; c < channels; c++) {
                    double distance = (double) x[3 + p * channels + c] - pivot[c];
                    expected[5 + c] += distance;
                    expected[5 + channels + c] += distance * distance;
                }
            }
            kernels.norm().moments(x, 3, pivot, pixels, channels, sums, 5, new float[2 * channels]);
            assertClose(sums, expected, "moments");
        }
    }

    @ParameterizedTest
    @MethodSource("sets")
    void dots_areSumsOfTheGradient_andOfItTimesTheDistanceToTheMean(Kernels kernels) {
        for (int i = 0; i < CASES; i++) {
            int pixels = random.nextInt(1, 80);
            int channels = channels();
            float[] x = floats(3 + pixels * channels);
            float[] gradient = floats(1 + pixels * channels);
            float[] mean = floats(channels);
            double[] sums = doubles(floats(5 + 2 * channels + 3));
            double[] expected = sums.clone();
            for (int p = 0; p < pixels; p++) {
                for (int c = 0; c < channels; c++) {
                    double g = gradient[1 + p * channels + c];
                    expected[5 + c] += g;
                    expected[5 + channels + c] += g * (x[3 + p * channels + c] - mean[c]);
                }
            }
            kernels.norm().dots(gradient, 1, x, 3, mean, pixels, channels, sums, 5, new float[2 * channels]);
            assertClose(sums, expected, "dots");
        }
    }

    @ParameterizedTest
    @MethodSource("sets")
    void affineMaps_areChannelByChannel_alsoInPlace(Kernels kernels) {
        for (int i = 0; i < CASES; i++) {
            int pixels = random.nextInt(1, 40);
            int channels = channels();
            float[] x = floats(3 + pixels * channels + 2);
            float[] other = floats(4 + pixels * channels + 2);
            float[] factor = floats(channels);
            float[] otherFactor = floats(channels);
            float[] shift = floats(channels);
            float scale = (float) random.nextDouble(-2, 2);
            double[] set = doubles(x);
            double[] added = doubles(other);
            double[] blended = doubles(x);
            for (int at = 0; at < pixels * channels; at++) {
                int c = at % channels;
                double mapped = (double) factor[c] * x[3 + at] + shift[c];
                set[3 + at] = mapped;
                added[4 + at] += mapped;
                blended[3 + at] = scale * (mapped + (double) otherFactor[c] * other[4 + at]);
            }
            float[] sum = other.clone();
            kernels.norm().addAffine(x, 3, factor, shift, sum, 4, pixels, channels);
            assertClose(sum, added, "added");
            float[] blend = x.clone();
            kernels.norm().blend(blend, 3, factor, other, 4, otherFactor, shift, scale, blend, 3, pixels, channels);
            assertClose(blend, blended, "blended");
            kernels.norm().affine(x, 3, factor, shift, x, 3, pixels, channels);
            assertClose(x, set, "affine");
        }
    }

    @ParameterizedTest
    @MethodSource("sets")
    void membranes_areThoseOfTheNeuronsThatFire_toTheLastBit(Kernels kernels) {
        for (int i = 0; i < CASES; i++) {
            int pixels = random.nextInt(1, 20);
            int channels = channels();
            int count = pixels * channels;
            float[] rest = floats(2 + count + 1);
            float[] same = rest.clone();
            int[] bits = new int[pixels * Kernels.words(channels)];
            for (int step = 0; step < 3; step++) {
                float[] current = floats(1 + count);
                // Exactly at the threshold a neuron fires.
                current[1] = step == 0 ? 0.5f : 0.5f - same[2];
                float[] membrane = floats(3 + count + 1);
                kernels.surrogate().membrane(current, 1, same, 2, step == 0, 0.5f, 0.5f, membrane, 3, count);
                float[] before = rest.clone();
                kernels.fire().fire(current, 1, rest, 2, step == 0, 0.5f, 0.5f, bits, 0, pixels, channels);
                assertThat(same).as("what is left").isEqualTo(rest);
                for (int at = 0; at < count; at++) {
                    float expected = current[1 + at] + (step == 0 ? 0 : before[2 + at]);
                    assertThat(membrane[3 + at]).as("membrane").isEqualTo(expected);
                    int word = bits[at / channels * Kernels.words(channels) + at % channels / 32];
                    assertThat(word >>> at % channels & 1).as("spike").isEqualTo(expected - 0.5f >= 0 ? 1 : 0);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("sets")
    void back_goesThroughTimeWithTheSlopeOfTheSurrogate(Kernels kernels) {
        for (int i = 0; i < CASES; i++) {
            int count = channels() * random.nextInt(1, 9);
            Surrogate surrogate = new Surrogate(
                    i % 2 == 0 ? Surrogate.Kind.SIGMOID : Surrogate.Kind.ARCTAN, (float) random.nextDouble(1, 6));
            boolean last = i % 3 == 0;
            float[] membrane = floats(3 + count);
            // Neurons far from the threshold have no slope, and no number that overflows on the way to it.
            for (int at = 3; at < 3 + count; at += 5) {
                membrane[at] *= 1000;
            }
            float[] gradient = floats(2 + count + 1);
            // In its place, or somewhere else.
            boolean moves = random.nextBoolean();
            float[] given = moves ? floats(4 + count) : gradient;
            int givenOffset = moves ? 4 : 2;
            float[] carry = floats(5 + count + 1);
            double[] expected = doubles(gradient);
            double[] carried = doubles(carry);
            for (int at = 0; at < count; at++) {
                double distance = (double) membrane[3 + at] - 0.25f;
                double slope = slope(surrogate, distance);
                double later = last ? 0 : 0.5 * carry[5 + at];
                expected[2 + at] = slope * (given[givenOffset + at] - later) + later;
                carried[5 + at] = expected[2 + at];
            }
            kernels.surrogate()
                    .back(membrane, 3, given, givenOffset, gradient, 2, carry, 5, last, 0.25f, 0.5f, surrogate, count);
            assertClose(gradient, expected, "gradient");
            assertClose(carry, carried, "carry");
        }
    }

    private static double slope(Surrogate surrogate, double distance) {
        double alpha = surrogate.slope();
        if (surrogate.kind() == Surrogate.Kind.SIGMOID) {
            double step = 1 / (1 + Math.exp(-alpha * distance));
            return alpha * step * (1 - step);
        }
        double angle = Math.PI * alpha * distance / 2;
        return alpha / 2 / (1 + angle * angle);
    }

    @ParameterizedTest
    @MethodSource("sets")
    void geluGradient_isTheDifferenceQuotientOfGelu(Kernels kernels) {
        int count = 1003;
        float[] x = new float[2 + count];
        for (int i = 0; i < count; i++) {
            x[2 + i] = (float) random.nextDouble(-8, 8);
        }
        float[] gradient = floats(1 + count);
        double[] expected = doubles(gradient);
        double h = 1e-5;
        for (int i = 0; i < count; i++) {
            expected[1 + i] *= (gelu(x[2 + i] + h) - gelu(x[2 + i] - h)) / (2 * h);
        }
        kernels.curves().geluGradient(x, 2, gradient, 1, new float[count], count);
        assertClose(gradient, expected, "slope");
    }

    private static double gelu(double x) {
        return x * 0.5 * (1 + Erf.value(x / Math.sqrt(2)));
    }
}
