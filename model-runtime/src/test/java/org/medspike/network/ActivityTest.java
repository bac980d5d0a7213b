package org.medspike.network;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.medspike.inference.NetworkOutputs;
import org.medspike.tensor.FloatTensor;
import org.medspike.tensor.Weights;
import org.medspike.tensor.activity.ActivityLedger;
import org.medspike.tensor.activity.ActivityOps;
import org.medspike.tensor.activity.ActivityTensor;
import org.medspike.tensor.activity.LayerActivity;
import org.medspike.tensor.cost.CostLedger;
import org.medspike.tensor.djl.DjlOps;
import org.medspike.tensor.djl.DjlParameters;
import org.medspike.tensor.reference.ReferenceOps;
import org.medspike.tensor.reference.ReferenceTensor;

/** Looking on changes nothing, misses nothing and counts nothing twice, whatever the variant. */
class ActivityTest {

    private static final NetworkConfig HARD = Meanings.NARROW.withNeuron(NeuronKind.LIF);
    private static final FloatTensor IMAGE = Meanings.image(32, 40, 3);

    static Stream<NetworkConfig> variants() {
        return Stream.concat(
                Stream.of(AttentionKind.values()).map(HARD::withAttention),
                Stream.of(HARD.withTimeSteps(1), HARD.withSpikeConvolution(false), HARD.twin()));
    }

    private static List<LayerActivity> reference(
            NetworkConfig config, Weights weights, Map<String, FloatTensor> outputs) {
        ActivityLedger ledger = new ActivityLedger();
        ActivityOps<ReferenceTensor> ops = new ActivityOps<>(
                new ReferenceOps(), x -> Arrays.stream(x.values()).sum(), ledger);
        MedSpikeFormer<ActivityTensor<ReferenceTensor>> network = new MedSpikeFormer<>(
                ops, config, ops.dense(weights.source((spec, value) -> ReferenceTensor.of(value))));
        NetworkOutputs.of(ops, network.forward(ops.dense(ReferenceTensor.of(IMAGE))), Meanings.ALL)
                .forEach((name, tensor) -> outputs.put(name, tensor.value().toFloatTensor()));
        return ledger.layers();
    }

    @ParameterizedTest
    @MethodSource("variants")
    void outputs_areTheSameToTheLastBit_andAllMacsAreCounted(NetworkConfig config) {
        Weights weights = Meanings.weights(config, 7);
        Map<String, FloatTensor> outputs = new LinkedHashMap<>();

        List<LayerActivity> layers = reference(config, weights, outputs);

        assertThat(outputs).isEqualTo(Meanings.reference(config, weights, IMAGE));
        CostLedger cost = NetworkCost.count(config, 32, 40);
        long dense = 0;
        long spikeDriven = 0;
        for (LayerActivity layer : layers) {
            dense += layer.macs().dense();
            spikeDriven += layer.macs().spikeDriven();
            assertThat(layer.macs()).isEqualTo(cost.macs(layer.part()::equals));
            assertThat(layer.spikeOperations())
                    .isBetween(0.0, (double) layer.macs().spikeDriven());
            assertThat(layer.firingRates()).allMatch(rate -> rate >= 0 && rate <= 1);
        }
        assertThat(new CostLedger.Macs(dense, spikeDriven)).isEqualTo(cost.macs());
    }

    @ParameterizedTest
    @MethodSource("variants")
    void outputsOfPytorch_areTheSameToTheLastBit_andItMeasuresWhatTheReferenceMeasures(NetworkConfig config) {
        Weights weights = Meanings.weights(config, 7);
        Map<String, FloatTensor> outputs = new LinkedHashMap<>();
        ActivityLedger ledger = new ActivityLedger();
        try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
            ActivityOps<NDArray> ops =
                    new ActivityOps<>(new DjlOps(manager, false), x -> x.sum().getFloat(), ledger);
            MedSpikeFormer<ActivityTensor<NDArray>> network =
                    new MedSpikeFormer<>(ops, config, ops.dense(new DjlParameters(manager, weights, name -> false)));
            NDArray input = manager.create(
                    IMAGE.values(), new ai.djl.ndarray.types.Shape(IMAGE.shape().toLongArray()));
            NetworkOutputs.of(ops, network.forward(ops.dense(input)), Meanings.ALL)
                    .forEach((name, tensor) -> outputs.put(name, DjlParameters.toFloatTensor(tensor.value())));
        }

        assertThat(outputs).isEqualTo(Meanings.djl(config, weights, IMAGE));
        LayerActivity first = ledger.layers().stream()
                .filter(layer -> layer.neurons() > 0)
                .findFirst()
                .orElse(null);
        LayerActivity judge = reference(config, weights, new LinkedHashMap<>()).stream()
                .filter(layer -> layer.neurons() > 0)
                .findFirst()
                .orElse(null);
        if (judge == null || first == null) {
            assertThat(first).as("no neurons").isEqualTo(judge);
            return;
        }
        assertThat(first.part()).isEqualTo(judge.part());
        assertThat(first.neurons()).isEqualTo(judge.neurons());
        for (int t = 0; t < config.timeSteps(); t++) {
            assertThat(first.firingRates().get(t)).isEqualTo(judge.firingRates().get(t), Offset.offset(1e-3));
        }
    }

    /** Every normalisation gives 1000, so every neuron fires at every step. */
    @ParameterizedTest
    @MethodSource("variants")
    void atARateOfOne_spikeOperationsAreTheSpikeDrivenMacs(NetworkConfig config) {
        Map<String, FloatTensor> changed =
                new LinkedHashMap<>(Meanings.weights(config, 7).tensors());
        changed.replaceAll((name, tensor) -> {
            if (!name.contains("norm.") || name.contains("running")) {
                return tensor;
            }
            float[] values = new float[tensor.values().length];
            Arrays.fill(values, name.endsWith("bias") ? 1000 : 0);
            return new FloatTensor(tensor.shape(), values);
        });

        for (LayerActivity layer : reference(config, new Weights(changed), new LinkedHashMap<>())) {
            assertThat(layer.firingRates()).as(layer.part()).allMatch(rate -> rate == 1);
            assertThat(layer.spikeOperations())
                    .as(layer.part())
                    .isEqualTo(layer.macs().spikeDriven());
        }
    }

    @Test
    void everyNeuronHasAPlaceOfItsOwn_andARateForEachStep() {
        List<LayerActivity> neurons = reference(HARD, Meanings.weights(HARD, 7), new LinkedHashMap<>()).stream()
                .filter(layer -> layer.neurons() > 0)
                .toList();

        assertThat(neurons).allMatch(layer -> layer.firingRates().size() == HARD.timeSteps());
        // A stage: embedding, Q, K, V, four branches, two mixers; a fusion: two.
        assertThat(neurons).hasSize(4 * (1 + 3 + 4 + 2) + 4 * 2);
        assertThat(neurons).extracting(LayerActivity::part).contains("stage1.attention.query.neuron");
    }
}
