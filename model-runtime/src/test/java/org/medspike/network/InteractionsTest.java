package org.medspike.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.medspike.tensor.Shape;
import org.medspike.tensor.reference.ReferenceOps;
import org.medspike.tensor.reference.ReferenceTensor;

/** Definition 1 and equations (8) and (9), against the matrices of token pairs written out. */
class InteractionsTest {

    private static final int CHANNELS = 8;
    private static final int HEADS = 2;
    private static final int HEIGHT = 3;
    private static final int WIDTH = 4;
    private static final int TOKENS = HEIGHT * WIDTH;
    private static final int PER_HEAD = CHANNELS / HEADS;

    private final ReferenceOps ops = new ReferenceOps();
    private final ReferenceTensor q = spikes(1);
    private final ReferenceTensor k = spikes(2);
    private final ReferenceTensor v = spikes(3);

    private static ReferenceTensor spikes(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] values = new double[CHANNELS * TOKENS];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextInt(3) == 0 ? 1 : 0;
        }
        return new ReferenceTensor(Shape.of(1, CHANNELS, HEIGHT, WIDTH), values);
    }

    private static double at(ReferenceTensor x, int channel, int token) {
        return x.values()[channel * TOKENS + token];
    }

    /** Number of channels of a head in which tokens i and j meet in this way: one element of Q K^T. */
    private double meetings(Interaction interaction, int head, int i, int j) {
        double sum = 0;
        for (int c = head * PER_HEAD; c < (head + 1) * PER_HEAD; c++) {
            double a = at(q, c, i);
            double b = at(k, c, j);
            sum += switch (interaction) {
                case ACTIVATED_ACTIVATED -> a * b;
                case ACTIVATED_INACTIVATED -> a * (1 - b);
                case INACTIVATED_ACTIVATED -> (1 - a) * b;
                case INACTIVATED_INACTIVATED -> (1 - a) * (1 - b);
            };
        }
        return sum;
    }

    @ParameterizedTest
    @EnumSource(Interaction.class)
    void linearForm_equalsTheMatrixOfTokenPairs(Interaction interaction) {
        ReferenceTensor term = LinearInteractions.compute(ops, q, k, v, HEADS, EnumSet.allOf(Interaction.class))
                .get(interaction);

        for (int c = 0; c < CHANNELS; c++) {
            for (int i = 0; i < TOKENS; i++) {
                double expected = 0;
                for (int j = 0; j < TOKENS; j++) {
                    expected += meetings(interaction, c / PER_HEAD, i, j) * at(v, c, j);
                }
                expected /= Math.sqrt(CHANNELS) * TOKENS;
                assertThat(at(term, c, i)).isEqualTo(expected, Offset.offset(1e-9));
            }
        }
    }

    @Test
    void agreeingInteractions_sumToChannelsMinusHammingDistance_disagreeingOnesToTheDistance() {
        for (int head = 0; head < HEADS; head++) {
            for (int i = 0; i < TOKENS; i++) {
                for (int j = 0; j < TOKENS; j++) {
                    int distance = 0;
                    for (int c = head * PER_HEAD; c < (head + 1) * PER_HEAD; c++) {
                        distance += at(q, c, i) != at(k, c, j) ? 1 : 0;
                    }
                    double agreeing = 0;
                    double disagreeing = 0;
                    for (Interaction interaction : Interaction.values()) {
                        if (interaction.agreement()) {
                            agreeing += meetings(interaction, head, i, j);
                        } else {
                            disagreeing += meetings(interaction, head, i, j);
                        }
                    }
                    assertThat(agreeing).isEqualTo(PER_HEAD - distance);
                    assertThat(disagreeing).isEqualTo(distance);
                }
            }
        }
    }

    /** The same identity in what the program computes: with one-hot values the terms are columns of Q K^T. */
    @Test
    void agreeingTerms_ofOneTokensValue_areChannelsMinusHammingDistance() {
        int token = 5;
        double[] oneHot = new double[CHANNELS * TOKENS];
        for (int c = 0; c < CHANNELS; c++) {
            oneHot[c * TOKENS + token] = 1;
        }
        ReferenceTensor value = new ReferenceTensor(q.shape(), oneHot);

        Map<Interaction, ReferenceTensor> terms =
                LinearInteractions.compute(ops, q, k, value, HEADS, EnumSet.allOf(Interaction.class));

        double scale = 1 / (Math.sqrt(CHANNELS) * TOKENS);
        for (int c = 0; c < CHANNELS; c++) {
            for (int i = 0; i < TOKENS; i++) {
                int distance = 0;
                for (int d = c / PER_HEAD * PER_HEAD; d < (c / PER_HEAD + 1) * PER_HEAD; d++) {
                    distance += at(q, d, i) != at(k, d, token) ? 1 : 0;
                }
                double agreeing = at(terms.get(Interaction.ACTIVATED_ACTIVATED), c, i)
                        + at(terms.get(Interaction.INACTIVATED_INACTIVATED), c, i);
                double disagreeing = at(terms.get(Interaction.ACTIVATED_INACTIVATED), c, i)
                        + at(terms.get(Interaction.INACTIVATED_ACTIVATED), c, i);
                assertThat(agreeing).isEqualTo((PER_HEAD - distance) * scale, Offset.offset(1e-9));
                assertThat(disagreeing).isEqualTo(distance * scale, Offset.offset(1e-9));
            }
        }
    }

    @Test
    void onlyEnabledTerms_areGiven() {
        Set<Interaction> some = EnumSet.of(Interaction.INACTIVATED_INACTIVATED);

        assertThat(LinearInteractions.compute(ops, q, k, v, HEADS, some)).containsOnlyKeys(some);
    }
}
