package org.medspike.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.medspike.engine.kernel.plain.PlainKernels;

@DisplayName("A matrix times spikes is the sum of the rows of those that fired")
class SpikeMatrixTest {

    private static final int CASES = 40;
    private static final int AT = 3;

    private final SplittableRandom random = new SplittableRandom(5);

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

    @ParameterizedTest
    @MethodSource("sets")
    void bothWays_fromSharedStartOrOwn_evenAfterAChange(Kernels kernels) {
        for (int i = 0; i < CASES; i++) {
            int pixels = random.nextInt(1, 40);
            int neurons = random.nextInt(1, 130);
            int channels = Kernels.LANE_GROUP * random.nextInt(1, 9);
            float[] weights = floats(AT + neurons * channels);
            SpikeMatrix matrix = new SpikeMatrix(kernels, weights, AT, neurons, channels);
            matrix.useTables(random.nextInt(2) == 0);
            weights[AT + random.nextInt(neurons * channels)] = 7;
            matrix.refresh();

            boolean[][] fired = new boolean[pixels][neurons];
            int words = Kernels.words(neurons);
            int[] bits = new int[AT + pixels * words];
            double rate = random.nextDouble();
            for (int p = 0; p < pixels; p++) {
                for (int k = 0; k < neurons; k++) {
                    fired[p][k] = random.nextDouble() < rate;
                    bits[AT + p * words + k / 32] |= fired[p][k] ? 1 << k : 0;
                }
            }
            boolean shares = random.nextInt(2) == 0;
            float[] out = floats(2 + pixels * channels);
            float[] start = shares ? floats(AT + channels) : out;
            float[] before = start.clone();
            int startOffset = shares ? AT : 2;
            int startStride = shares ? 0 : channels;

            matrix.add(bits, AT, start, startOffset, startStride, out, 2, pixels, new int[32 * words]);

            for (int p = 0; p < pixels; p++) {
                for (int n = 0; n < channels; n++) {
                    double sum = before[startOffset + p * startStride + n];
                    for (int k = 0; k < neurons; k++) {
                        sum += fired[p][k] ? weights[AT + k * channels + n] : 0;
                    }
                    assertThat((double) out[2 + p * channels + n])
                            .as("%s, tables %s, pixel %d, channel %d", kernels.name(), matrix.usesTables(), p, n)
                            .isCloseTo(sum, within(1e-5 * (1 + neurons)));
                }
            }
        }
    }
}
