package org.medspike.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.medspike.tensor.Shape;
import org.medspike.tensor.Weights;
import org.medspike.tensor.reference.ReferenceOps;
import org.medspike.tensor.reference.ReferenceTensor;

/** Q-K token attention against its definition, written out token by token. */
class QkAttentionTest {

    private static final int CHANNELS = 8;
    private static final int HEADS = 2;
    private static final int PER_HEAD = CHANNELS / HEADS;
    private static final int TOKENS = 30;
    private static final int STEPS = 3;
    private static final String PLACE = "stage1.attention";
    private static final Shape SHAPE = Shape.of(1, CHANNELS, 5, 6);
    private static final NetworkConfig CONFIG = new NetworkConfig(
            List.of(CHANNELS, 8, 8, 8),
            STEPS,
            HEADS,
            NeuronKind.LIF,
            1,
            0.5f,
            NetworkConfig.DEFAULT.surrogate(),
            AttentionKind.QK,
            NetworkConfig.DEFAULT.interactions(),
            true);

    private final ReferenceOps ops = new ReferenceOps();
    private final Weights weights = Meanings.weights(CONFIG, 9);
    private final Scope<ReferenceTensor> scope =
            new Scope<>(ops, CONFIG, weights.source((spec, value) -> ReferenceTensor.of(value)), PLACE);
    private final Attention.Result<ReferenceTensor> result =
            new QkAttention<>(scope, CHANNELS).apply(Sequence.ofSteps(ops, input()));

    private static List<ReferenceTensor> input() {
        SplittableRandom random = new SplittableRandom(2);
        List<ReferenceTensor> steps = new ArrayList<>();
        for (int t = 0; t < STEPS; t++) {
            double[] values = new double[CHANNELS * TOKENS];
            for (int i = 0; i < values.length; i++) {
                values[i] = random.nextDouble(-3, 6);
            }
            steps.add(new ReferenceTensor(SHAPE, values));
        }
        return steps;
    }

    /** A[t][head][token] from the spikes of Q, with the neuron of equations (1) to (3). */
    private double[][][] selection() {
        List<ReferenceTensor> queries = result.queries().steps();
        double[][][] selected = new double[STEPS][HEADS][TOKENS];
        for (int head = 0; head < HEADS; head++) {
            for (int token = 0; token < TOKENS; token++) {
                double rest = 0;
                for (int t = 0; t < STEPS; t++) {
                    double membrane = rest;
                    for (int c = head * PER_HEAD; c < (head + 1) * PER_HEAD; c++) {
                        membrane += queries.get(t).values()[c * TOKENS + token];
                    }
                    double spike = membrane >= 1 ? 1 : 0;
                    selected[t][head][token] = spike;
                    rest = 0.5 * (membrane - spike);
                }
            }
        }
        return selected;
    }

    @Test
    void map_isWhichTokensAreSelected() {
        double[][][] expected = selection();
        List<ReferenceTensor> fired =
                result.fired().get(Interaction.ACTIVATED_ACTIVATED).steps();
        double spikes = 0;
        for (int t = 0; t < STEPS; t++) {
            assertThat(fired.get(t).shape()).isEqualTo(SHAPE.with(1, HEADS));
            for (int head = 0; head < HEADS; head++) {
                for (int token = 0; token < TOKENS; token++) {
                    assertThat(fired.get(t).values()[head * TOKENS + token]).isEqualTo(expected[t][head][token]);
                    spikes += expected[t][head][token];
                }
            }
        }
        assertThat(spikes).as("some tokens are selected, some are not").isBetween(10.0, STEPS * HEADS * TOKENS - 10.0);
        assertThat(result.fired()).containsOnlyKeys(Interaction.ACTIVATED_ACTIVATED);
    }

    @Test
    void output_isThatOfTheKeysOfSelectedTokens_mixedAndAddedToK() {
        double[][][] selected = selection();
        List<ReferenceTensor> keys = result.keys().steps();
        List<ReferenceTensor> gated = new ArrayList<>();
        for (int t = 0; t < STEPS; t++) {
            double[] values = new double[CHANNELS * TOKENS];
            for (int c = 0; c < CHANNELS; c++) {
                for (int token = 0; token < TOKENS; token++) {
                    values[c * TOKENS + token] =
                            selected[t][c / PER_HEAD][token] * keys.get(t).values()[c * TOKENS + token];
                }
            }
            gated.add(new ReferenceTensor(SHAPE, values));
        }
        Sequence<ReferenceTensor> projected = new SpikeBranch<>(scope.child("aa"), CHANNELS)
                .apply(Sequence.ofSteps(ops, gated))
                .output();
        Sequence<ReferenceTensor> expected =
                new AttentionMixer<>(scope.child("mixer"), CHANNELS, CHANNELS).apply(projected, result.keys());

        for (int t = 0; t < STEPS; t++) {
            double[] actual = result.output().steps().get(t).values();
            for (int i = 0; i < actual.length; i++) {
                assertThat(actual[i]).isEqualTo(expected.steps().get(t).values()[i], Offset.offset(1e-12));
            }
        }
    }
}
