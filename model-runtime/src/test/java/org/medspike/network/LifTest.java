package org.medspike.network;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.medspike.tensor.Shape;
import org.medspike.tensor.Surrogate;
import org.medspike.tensor.djl.DjlOps;
import org.medspike.tensor.reference.ReferenceOps;
import org.medspike.tensor.reference.ReferenceTensor;

class LifTest {

    private static final double BETA = 0.5;
    private static final double THRESHOLD = 1;
    private static final double[] CURRENT = {0.6, 0.9, -0.2, 1.7, 0.1, 0.99};

    static Stream<Surrogate> surrogates() {
        return Stream.of(new Surrogate(Surrogate.Kind.SIGMOID, 4), new Surrogate(Surrogate.Kind.ARCTAN, 2));
    }

    @Test
    void fire_followsEquations1To3_workedByHand() {
        ReferenceOps ops = new ReferenceOps();
        List<ReferenceTensor> steps = new ArrayList<>();
        for (double x : new double[] {0.6, 0.9, 0.4, 1.7}) {
            steps.add(new ReferenceTensor(Shape.of(1, 1), new double[] {x}));
        }

        Sequence<ReferenceTensor> spikes = new Lif<>(ops, NetworkConfig.DEFAULT).fire(Sequence.ofSteps(ops, steps));

        // U = .6; 0.3 + .9 = 1.2 fires, H = .1; .5; 0.25 + 1.7 = 1.95 fires.
        assertThat(spikes.steps().stream().map(s -> s.values()[0])).containsExactly(0.0, 1.0, 0.0, 1.0);
    }

    @Test
    void fire_atTheThresholdExactly_spikes() {
        ReferenceOps ops = new ReferenceOps();
        ReferenceTensor one = new ReferenceTensor(Shape.of(1, 1), new double[] {1});

        Sequence<ReferenceTensor> spikes = new Lif<>(ops, NetworkConfig.DEFAULT).fire(Sequence.constant(ops, one, 1));

        assertThat(spikes.steps().get(0).values()[0]).isEqualTo(1);
    }

    /**
     * Back-propagation through time by hand: with the loss Σ w[t] S[t],
     * dU[t] = (w[t] - β dU[t+1]) σ'(U[t] - V_th) + β dU[t+1], and dX[t] = dU[t].
     */
    @ParameterizedTest
    @MethodSource("surrogates")
    void gradient_ofDjl_equalsBackPropagationThroughTime(Surrogate surrogate) {
        double[] weights = {0.3, -1.2, 2, 0.7, -0.4, 1.1};
        int n = CURRENT.length;
        double[] membrane = new double[n];
        double rest = 0;
        for (int t = 0; t < n; t++) {
            membrane[t] = rest + CURRENT[t];
            rest = BETA * (membrane[t] - (membrane[t] >= THRESHOLD ? 1 : 0));
        }
        double[] expected = new double[n];
        double next = 0;
        for (int t = n - 1; t >= 0; t--) {
            double slope = slope(surrogate, membrane[t] - THRESHOLD);
            next = (weights[t] - BETA * next) * slope + BETA * next;
            expected[t] = next;
        }

        float[] actual = djlGradient(surrogate, weights);

        for (int t = 0; t < n; t++) {
            assertThat((double) actual[t]).as("dX[%d]", t).isEqualTo(expected[t], Offset.offset(1e-5));
        }
    }

    /** σ' by the formulas in {@link Surrogate.Kind}. */
    private static double slope(Surrogate surrogate, double x) {
        double a = surrogate.slope();
        if (surrogate.kind() == Surrogate.Kind.SIGMOID) {
            double s = 1 / (1 + Math.exp(-a * x));
            return a * s * (1 - s);
        }
        return a / 2 / (1 + Math.pow(Math.PI * a * x / 2, 2));
    }

    private static float[] djlGradient(Surrogate surrogate, double[] weights) {
        NetworkConfig config = new NetworkConfig(
                NetworkConfig.DEFAULT.channels(),
                CURRENT.length,
                4,
                NeuronKind.LIF,
                (float) THRESHOLD,
                (float) BETA,
                surrogate,
                AttentionKind.SDSA,
                NetworkConfig.DEFAULT.interactions(),
                true);
        try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
            DjlOps ops = new DjlOps(manager, true);
            NDArray current = manager.create(floats(CURRENT), new ai.djl.ndarray.types.Shape(CURRENT.length, 1));
            NDArray factors = manager.create(floats(weights), new ai.djl.ndarray.types.Shape(CURRENT.length, 1));
            current.setRequiresGradient(true);
            try (GradientCollector collector = Engine.getEngine("PyTorch").newGradientCollector()) {
                Sequence<NDArray> input = Sequence.ofSteps(ops, ops.split(current, CURRENT.length));
                Sequence<NDArray> spikes = new Lif<>(ops, config).fire(input);
                NDArray loss = ops.concat(spikes.steps(), 0).mul(factors).sum();
                // A collection here would expose a constant that does not outlive the forward pass.
                System.gc();
                collector.backward(loss);
            }
            return current.getGradient().toFloatArray();
        }
    }

    private static float[] floats(double[] values) {
        float[] result = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            result[i] = (float) values[i];
        }
        return result;
    }
}
