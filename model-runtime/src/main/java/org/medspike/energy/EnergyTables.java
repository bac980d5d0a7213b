package org.medspike.energy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.medspike.export.CsvText;
import org.medspike.storage.AtomicFile;
import org.medspike.study.Spread;
import org.medspike.tensor.cost.CostLedger.Macs;

/**
 * A report as two tables: {@value #FIRING_RATES}, one row a part and time step, and {@value #ENERGY}, one row a part and then
 * the whole network and its twin.
 */
public final class EnergyTables {

    /** Name of the table of firing rates. */
    public static final String FIRING_RATES = "firing_rates.csv";

    /** Name of the table of operations and energy. */
    public static final String ENERGY = "energy.csv";

    private static final String RATE_UNIT = "spikes per neuron and step";

    private EnergyTables() {}

    /**
     * Writes or replaces both tables.
     *
     * @param out folder; made if missing
     * @throws IOException if a table could not be written
     */
    public static void write(EnergyReport report, Path out) throws IOException {
        AtomicFile.writeText(out.resolve(FIRING_RATES), firingRates(report));
        AtomicFile.writeText(out.resolve(ENERGY), energy(report));
    }

    private static String firingRates(EnergyReport report) {
        StringBuilder text = new StringBuilder(
                CsvText.row(List.of("part", "neurons", "step", "rate_mean", "rate_sd", "rate_unit", "n_images")));
        for (LayerEnergy layer : report.layers()) {
            for (int t = 0; t < layer.ratesByStep().size(); t++) {
                Spread rate = layer.ratesByStep().get(t);
                text.append(CsvText.row(List.of(
                        layer.part(),
                        Long.toString(layer.neurons()),
                        Integer.toString(t + 1),
                        CsvText.number(rate.mean()),
                        CsvText.number(rate.sd()),
                        RATE_UNIT,
                        Integer.toString(rate.n()))));
            }
        }
        return text.toString();
    }

    private static String energy(EnergyReport report) {
        StringBuilder text = new StringBuilder(CsvText.row(List.of(
                "part",
                "dense_macs",
                "spike_driven_macs",
                "spike_operations_mean",
                "spike_operations_sd",
                "energy_mj_mean",
                "energy_mj_sd",
                "n_images")));
        for (LayerEnergy layer : report.layers()) {
            if (layer.macs().total() > 0) {
                text.append(row(layer.part(), layer.macs(), layer.spikeOperations(), layer.millijoules()));
            }
        }
        EnergyReport.Total total = report.total();
        text.append(row("total", total.macs(), total.spikeOperations(), total.millijoules()));
        EnergyReport.Twin twin = report.twin();
        text.append(CsvText.row(List.of(
                "sa_twin", Long.toString(twin.macs()), "0", "0", "", CsvText.number(twin.millijoules()), "", "")));
        return text.toString();
    }

    private static String row(String part, Macs macs, Spread operations, Spread millijoules) {
        return CsvText.row(List.of(
                part,
                Long.toString(macs.dense()),
                Long.toString(macs.spikeDriven()),
                CsvText.number(operations.mean()),
                CsvText.number(operations.sd()),
                CsvText.number(millijoules.mean()),
                CsvText.number(millijoules.sd()),
                Integer.toString(operations.n())));
    }
}
