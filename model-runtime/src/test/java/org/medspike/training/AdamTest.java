package org.medspike.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class AdamTest {

    /** The first two steps worked by hand from the papers: m, v with bias correction, decay decoupled. */
    @Test
    void step_isAdamWithDecoupledWeightDecay() {
        Adam adam = new Adam(Map.of("w", new float[] {1}), Set.of("w"), 0.1);

        float first = adam.step(Map.of("w", new float[] {0.5f}), 0.01).get("w")[0];
        // m/(1-b1) = g, sqrt(v/(1-b2)) = |g|: a step of 1, and 0.01 * 0.1 * 1 of decay.
        assertThat((double) first).isEqualTo(1 - 0.01 - 0.001, Offset.offset(1e-6));

        float second = adam.step(Map.of("w", new float[] {-1}), 0.01).get("w")[0];
        double m = (0.9 * 0.05 + 0.1 * -1) / (1 - 0.81);
        double v = (0.999 * 0.00025 + 0.001) / (1 - 0.998001);
        double expected = first - 0.01 * m / (Math.sqrt(v) + 1e-8) - 0.01 * 0.1 * first;
        assertThat((double) second).isEqualTo(expected, Offset.offset(1e-6));
    }

    @Test
    void restored_goesOnAsIfItHadNotStopped() {
        Adam whole = new Adam(Map.of("w", new float[] {1, 2}), Set.of(), 0);
        whole.step(Map.of("w", new float[] {0.3f, -0.7f}), 0.1);
        float[] between =
                whole.step(Map.of("w", new float[] {0.1f, 0.9f}), 0.1).get("w").clone();

        Adam restored = new Adam(Map.of("w", between), Set.of(), 0);
        restored.restore(whole.state(), whole.steps());

        Map<String, float[]> gradient = Map.of("w", new float[] {-0.2f, 0.4f});
        assertThat(restored.step(gradient, 0.1).get("w"))
                .containsExactly(whole.step(gradient, 0.1).get("w"));
    }
}
