package org.medspike.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medspike.engine.kernel.Roundings.assertClose;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.medspike.engine.kernel.plain.PlainKernels;

/**
 * Every kernel of both sets against sums in double precision, on shapes and offsets drawn at random: odd widths, any number
 * of channels, tiles that do not come out even.
 */
@DisplayName("Kernels compute what their definition says, whatever the shape")
class KernelsTest {

    private static final int CASES = 60;
    private final SplittableRandom random = new SplittableRandom(11);

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

    /** Words of spikes; none beyond the channels. */
    private int[] spikes(int pixels, int channels) {
        int words = Kernels.words(channels);
        int[] bits = new int[3 + pixels * words];
        double rate = random.nextDouble();
        for (int p = 0; p < pixels; p++) {
            for (int c = 0; c < channels; c++) {
                if (random.nextDouble() < rate) {
                    bits[3 + p * words + c / 32] |= 1 << c;
                }
            }
        }
        return bits;
    }

    private static int spike(int[] bits, int pixel, int channel, int channels) {
        return bits[3 + pixel * Kernels.words(channels) + channel / 32] >>> channel & 1;
    }

    private int channels() {
        return Kernels.LANE_GROUP * random.nextInt(1, 9);
    }

    private static double[] doubles(float[] values) {
        return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
    }

    @Test
    void bestSet_isVectors_whereTheyWereAdded() {
        assertThat(Kernels.hasVectors()).as("the tests run with the Vector API").isTrue();
        assertThat(Kernels.best().name()).startsWith("vector-");
    }

    @ParameterizedTest
    @MethodSource("sets")
    void denseRows_areMatrixProducts(Kernels kernels) {
        for (int i = 0; i < CASES; i++) {
            int pixels = random.nextInt(1, 40);
            int channels = channels();
            int length = random.nextInt(1, 60);
            int inStride = length + random.nextInt(0, 9);
            int outStride = channels + random.nextInt(0, 9);
            float[] in = floats(5 + pixels * inStride);
            float[] weights = floats(length * channels);
            float[] packed = new float[7 + Panels.size(length, channels, kernels.panel())];
            Panels.pack(weights, 0, length, channels, kernels.panel(), packed, 7);
            float[] out = floats(2 + pixels * outStride);
            double[] expected = doubles(out);
            // To what is there already; or to a row that all pixels share.
            boolean adds = random.nextBoolean();
            float[] start = adds ? out : floats(3 + channels);
            int startOffset = adds ? 2 : 3;
            int startStride = adds ? outStride : 0;
            for (int p = 0; p < pixels; p++) {
                for (int n = 0; n < channels; n++) {
                    expected[2 + p * outStride + n] = start[startOffset + p * startStride + n];
                    for (int k = 0; k < length; k++) {
                        expected[2 + p * outStride + n] +=
                                (double) in[5 + p * inStride + k] * weights[k * channels + n];
                    }
                }
            }
            kernels.dense()
                    .add(
                            in,
                            5,
                            inStride,
                            length,
                            packed,
                            7,
                            length * kernels.panel(),
                            start,
                            startOffset,
                            startStride,
                            out,
                            2,
                            outStride,
                            pixels,
                            channels);
            assertClose(out, expected, "dense");
        }
    }

    @ParameterizedTest
    @MethodSource("sets")
    void dotRows_areDotProducts(Kernels kernels) {
        for (int i = 0; i < CASES; i++) {
            int pixels = random.nextInt(1, 40);
            int length = random.nextInt(1, 100);
            float[] in = floats(3 + pixels * length);
            float[] weights = floats(2 + length);
            float[] out = floats(1 + pixels * 16);
            double[] expected = doubles(out);
            for (int p = 0; p < pixels; p++) {
                for (int k = 0; k < length; k++) {
                    expected[1 + p * 16] += (double) in[3 + p * length + k] * weights[2 + k];
                }
            }
            kernels.dot().add(in, 3, length, length, weights, 2, out, 1, 16, pixels);
            assertClose(out, expected, "dot");
        }
    }

    @ParameterizedTest
    @MethodSource("sets")
    void spikeRowsAndTables_addUpTheRowsOfThoseThatFired(Kernels kernels) {
        for (int i = 0; i < CASES; i++) {
            int pixels = random.nextInt(1, 40);
            int neurons = random.nextInt(1, 130);
            int channels = channels();
            int[] bits = spikes(pixels, neurons);
            float[] weights = floats(4 + neurons * channels);
            float[] byEvents = floats(2 + pixels * channels);
            float[] byTables = byEvents.clone();
            double[] expected = doubles(byEvents);
            for (int p = 0; p < pixels; p++) {
                for (int k = 0; k < neurons; k++) {
                    for (int n = 0; n < channels; n++) {
                        expected[2 + p * channels + n] +=
                                spike(bits, p, k, neurons) * (double) weights[4 + k * channels + n];
                    }
                }
            }
            int words = Kernels.words(neurons);
            kernels.spikes()
                    .add(
                            bits,
                            3,
                            words,
                            weights,
                            4,
                            byEvents,
                            2,
                            channels,
                            byEvents,
                            2,
                            channels,
                            pixels,
                            channels,
                            new int[32 * words]);
            assertClose(byEvents, expected, "events");
            float[] tables = new float[5 + SpikeTables.size(neurons, channels, kernels.panel())];
            SpikeTables.fill(weights, 4, neurons, channels, kernels.panel(), tables, 5);
            int groups = (neurons + SpikeTables.GROUP - 1) / SpikeTables.GROUP;
            kernels.spikeTables()
                    .add(
                            bits, 3, words, groups, tables, 5, byTables, 2, channels, byTables, 2, channels, pixels,
                            channels);
            assertClose(byTables, expected, "tables");
        }
    }

    @ParameterizedTest
    @MethodSource("sets")
    void spikeRows_startFromARowThatAllPixelsShare(Kernels kernels) {
        int pixels = 5;
        int channels = channels();
        int[] bits = spikes(pixels, 40);
        float[] weights = floats(40 * channels);
        float[] shared = floats(3 + channels);
        float[] out = floats(2 + pixels * channels);
        double[] expected = doubles(out);
        for (int p = 0; p < pixels; p++) {
            for (int n = 0; n < channels; n++) {
                expected[2 + p * channels + n] = shared[3 + n];
                for (int k = 0; k < 40; k++) {
                    expected[2 + p * channels + n] += spike(bits, p, k, 40) * (double) weights[k * channels + n];
                }
            }
        }
        kernels.spikes().add(bits, 3, 2, weights, 0, shared, 3, 0, out, 2, channels, pixels, channels, new int[2 * 32]);
        assertClose(out, expected, "events");
    }

    @ParameterizedTest
    @MethodSource("sets")
    void spikeOuter_sumsOuterProducts(Kernels kernels) {
        for (int i = 0; i < CASES; i++) {
            int pixels = random.nextInt(1, 40);
            int neurons = random.nextInt(1, 130);
            int channels = channels();
            int[] bits = spikes(pixels, neurons);
            float[] values = floats(1 + pixels * channels);
            float[] sums = floats(6 + neurons * channels);
            double[] expected = doubles(sums);
            for (int p = 0; p < pixels; p++) {
                for (int k = 0; k < neurons; k++) {
                    for (int n = 0; n < channels; n++) {
                        expected[6 + k * channels + n] +=
                                spike(bits, p, k, neurons) * (double) values[1 + p * channels + n];
                    }
                }
            }
            int words = Kernels.words(neurons);
            kernels.spikeOuter()
                    .add(bits, 3, words, values, 1, channels, sums, 6, pixels, channels, new int[32 * words]);
            assertClose(sums, expected, "outer");
        }
    }

    @ParameterizedTest
    @MethodSource("sets")
    void depthWiseRow_convolvesEachChannelByItself(Kernels kernels) {
        for (int i = 0; i < CASES; i++) {
            int width = random.nextInt(1, 40);
            int channels = channels();
            int row = (width + 2) * channels;
            float[] in = floats(3 * row);
            float[] weights = floats(9 * channels);
            float[] bias = floats(channels);
            float[] out = new float[4 + width * channels];
            double[] expected = new double[out.length];
            for (int x = 0; x < width; x++) {
                for (int c = 0; c < channels; c++) {
                    double sum = bias[c];
                    for (int tap = 0; tap < 9; tap++) {
                        sum += (double) weights[tap * channels + c] * in[tap / 3 * row + (x + tap % 3) * channels + c];
                    }
                    expected[4 + x * channels + c] = sum;
                }
            }
            kernels.depthWise().apply(in, 0, row, 2 * row, weights, 0, bias, 0, out, 4, width, channels);
            assertClose(out, expected, "depth-wise");
        }
    }

    @ParameterizedTest
    @MethodSource("sets")
    void fireRow_firesAtTheThresholdAndKeepsTheRest(Kernels kernels) {
        for (int i = 0; i < CASES; i++) {
            int pixels = random.nextInt(1, 40);
            int channels = channels();
            boolean first = random.nextBoolean();
            // Quarters, so that the threshold is met exactly at times and nothing is rounded.
            float[] current = new float[2 + pixels * channels];
            float[] rest = new float[3 + pixels * channels];
            for (int k = 0; k < pixels * channels; k++) {
                current[2 + k] = random.nextInt(-8, 12) / 4f;
                rest[3 + k] = random.nextInt(-8, 12) / 4f;
            }
            float[] before = rest.clone();
            int words = Kernels.words(channels);
            int[] bits = new int[3 + pixels * words];
            Arrays.fill(bits, -1);
            kernels.fire().fire(current, 2, rest, 3, first, 0.75f, 0.5f, bits, 3, pixels, channels);
            for (int k = 0; k < pixels * channels; k++) {
                float membrane = current[2 + k] + (first ? 0 : before[3 + k]);
                int spike = membrane >= 0.75f ? 1 : 0;
                assertThat(spike(bits, k / channels, k % channels, channels)).isEqualTo(spike);
                assertThat(rest[3 + k]).isEqualTo(0.5f * (membrane - spike));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("sets")
    void rowSums_addFillSpreadAndEnlarge(Kernels kernels) {
        for (int i = 0; i < CASES; i++) {
            int width = random.nextInt(1, 30);
            int channels = channels();
            int count = width * channels - random.nextInt(0, 5);
            float[] in = floats(2 * width * channels);
            float[] out = floats(1 + 2 * width * channels);
            double[] expected = doubles(out);
            for (int k = 0; k < count; k++) {
                expected[1 + k] += 0.3f * (double) in[k];
            }
            kernels.rows().add(in, 0, 0.3f, out, 1, count);
            assertClose(out, expected, "add");

            float[] sum = floats(3 + count + 2);
            double[] sums = doubles(sum);
            for (int k = 0; k < count; k++) {
                sums[3 + k] = (double) in[k] + out[1 + k];
            }
            kernels.rows().sum(in, 0, out, 1, sum, 3, count);
            assertClose(sum, sums, "sum");

            int[] bits = spikes(width, channels);
            for (int k = 0; k < width * channels; k++) {
                expected[1 + k] += 0.7f * (double) spike(bits, k / channels, k % channels, channels);
            }
            kernels.rows().addSpikes(bits, 3, 0.7f, out, 1, width, channels);
            assertClose(out, expected, "spikes");

            int far = width * channels;
            for (int x = 0; x < 2 * width; x++) {
                int other = Math.min(width - 1, Math.max(0, x % 2 == 0 ? x / 2 - 1 : x / 2 + 1));
                for (int c = 0; c < channels; c++) {
                    int a = x / 2 * channels + c;
                    int b = other * channels + c;
                    expected[1 + x * channels + c] +=
                            0.5625 * in[a] + 0.1875 * in[far + a] + 0.1875 * in[b] + 0.0625 * in[far + b];
                }
            }
            kernels.rows().addEnlarged(in, 0, far, out, 1, width, channels);
            assertClose(out, expected, "enlarged");

            float[] values = floats(channels);
            kernels.rows().fill(values, 0, out, 1, width, channels);
            for (int k = 0; k < width * channels; k++) {
                expected[1 + k] = values[k % channels];
            }
            assertClose(out, expected, "fill");
        }
    }
}
