package org.medspike.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.medspike.tensor.djl.DjlOps;

/**
 * How training moves the running statistics of a normalisation: S. Ioffe, C. Szegedy, ICML 2015, as PyTorch's
 * documentation words it, {@code new = (1 - momentum) * old + momentum * batch} with a momentum of 0.1 and the unbiased
 * variance.
 */
class RunningStatisticsTest {

    private static final Offset<Float> ROUNDING = Offset.offset(1e-5f);

    @Test
    void aBatchCountsForATenth() {
        try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
            DjlOps ops = new DjlOps(manager, true);
            NormStatistics<NDArray> norm = statistics(manager);

            ops.batchNorm(batch(manager), norm);

            // The batch 1..8 has mean 4.5 and, divided by n - 1, variance 6.
            assertThat(norm.mean().toFloatArray()[0]).isEqualTo(0.9f * 10 + 0.1f * 4.5f, ROUNDING);
            assertThat(norm.variance().toFloatArray()[0]).isEqualTo(0.9f * 20 + 0.1f * 6, ROUNDING);
        }
    }

    @Test
    void withoutMovingStatistics_theyStay_andTheResultIsTheSame() {
        try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
            DjlOps ops = new DjlOps(manager, true);
            NormStatistics<NDArray> moved = statistics(manager);
            NormStatistics<NDArray> kept = statistics(manager);

            float[] expected = ops.batchNorm(batch(manager), moved).toFloatArray();
            float[] found = ops.withoutMovingStatistics()
                    .batchNorm(batch(manager), kept)
                    .toFloatArray();

            assertThat(found).isEqualTo(expected);
            assertThat(kept.mean().toFloatArray()[0]).isEqualTo(10);
            assertThat(kept.variance().toFloatArray()[0]).isEqualTo(20);
        }
    }

    private static NormStatistics<NDArray> statistics(NDManager manager) {
        return new NormStatistics<>(
                manager.ones(new Shape(1)),
                manager.zeros(new Shape(1)),
                manager.create(new float[] {10}),
                manager.create(new float[] {20}));
    }

    private static NDArray batch(NDManager manager) {
        return manager.create(new float[] {1, 2, 3, 4, 5, 6, 7, 8}, new Shape(2, 1, 2, 2));
    }
}
