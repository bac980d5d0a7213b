package org.medspike.network;

import org.medspike.tensor.Shape;
import org.medspike.tensor.cost.CostLedger;
import org.medspike.tensor.cost.CostOps;
import org.medspike.tensor.cost.CostTensor;

/** Runs a network in the meaning that counts. */
public final class NetworkCost {

    private NetworkCost() {}

    /**
     * What one image costs, stage masks included.
     *
     * @param height input height in pixels, a multiple of {@link NetworkConfig#sizeMultiple()}
     * @param width input width, likewise
     */
    public static CostLedger count(NetworkConfig config, int height, int width) {
        CostLedger ledger = new CostLedger();
        MedSpikeFormer<CostTensor> network = new MedSpikeFormer<>(new CostOps(ledger), config, ledger);
        CostTensor image = CostTensor.dense(Shape.of(1, NetworkConfig.INPUT_CHANNELS, height, width));
        network.forward(image).stages().forEach(StageOutput::maskLogits);
        return ledger;
    }

    /** The parameters of a network, without running it. */
    public static CostLedger declare(NetworkConfig config) {
        CostLedger ledger = new CostLedger();
        new MedSpikeFormer<>(new CostOps(ledger), config, ledger);
        return ledger;
    }
}
