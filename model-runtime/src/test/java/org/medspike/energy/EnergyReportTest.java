package org.medspike.energy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medspike.bundle.BundleReader;
import org.medspike.bundle.ModelCard;
import org.medspike.network.NetworkCost;
import org.medspike.tensor.activity.LayerActivity;
import org.medspike.tensor.cost.CostLedger.Macs;

/** Two images through a network of a neuron layer and two convolutions, worked out by hand. */
class EnergyReportTest {

    private static final Offset<Double> EXACT = Offset.offset(1e-15);
    private static final Offset<Double> ROUNDED = Offset.offset(1e-9);

    private ModelCard card;
    private EnergyReport report;

    private static List<LayerActivity> image(double rate1, double rate2, double operations) {
        return List.of(
                new LayerActivity("first", 0, List.of(), new Macs(1000, 0), 0),
                new LayerActivity("first.neuron", 10, List.of(rate1, rate2), Macs.NONE, 0),
                new LayerActivity("second", 0, List.of(), new Macs(0, 400), operations),
                new LayerActivity("second.neuron", 30, List.of(0.0, 0.2), Macs.NONE, 0));
    }

    @BeforeEach
    void sumUp() throws IOException {
        card = BundleReader.readCard(Path.of(System.getProperty("medspike.assets"), "models", "endoscopy"));
        report = EnergyReport.of(
                card, EnergyModel.HOROWITZ_45_NM, List.of(image(0.5, 0.1, 120), image(0.7, 0.1, 160)), List.of());
    }

    @Test
    void rates_areMeansOverImages_stepByStep() {
        LayerEnergy neurons = report.layers().get(1);

        assertThat(neurons.ratesByStep()).extracting(rate -> rate.n()).containsExactly(2, 2);
        assertThat(neurons.ratesByStep().get(0).mean()).isEqualTo(0.6, ROUNDED);
        // Deviations of 0.1 from the mean: root of 0.02 / 1.
        assertThat(neurons.ratesByStep().get(0).sd()).isEqualTo(Math.sqrt(0.02), ROUNDED);
        assertThat(neurons.ratesByStep().get(1).sd()).isEqualTo(0, ROUNDED);
        assertThat(neurons.rate().mean()).isEqualTo((0.3 + 0.4) / 2, ROUNDED);
        assertThat(report.layers().get(0).rate().undefined()).isEqualTo(2);
    }

    @Test
    void rateOfTheWhole_weighsEachNeuronAlike() {
        // Spikes: 10 (0.5 + 0.1) + 30 (0.2) = 12 and 14, of 2 * 40 chances.
        assertThat(report.total().neurons()).isEqualTo(40);
        assertThat(report.total().rate().mean()).isEqualTo((12.0 / 80 + 14.0 / 80) / 2, ROUNDED);
    }

    @Test
    void energy_isMacsAt4Point6AndAccumulatesAtPoint9Picojoules() {
        assertThat(report.total().macs()).isEqualTo(new Macs(1000, 400));
        assertThat(report.total().spikeOperations().mean()).isEqualTo(140, ROUNDED);
        // 1000 * 4.6 + 140 * 0.9 = 4726 pJ.
        assertThat(report.total().millijoules().mean()).isEqualTo(4726e-9, EXACT);
        assertThat(report.layers().get(2).millijoules().mean()).isEqualTo(126e-9, EXACT);
        assertThat(report.allDenseMillijoules()).isEqualTo(1400 * 4.6e-9, EXACT);
    }

    @Test
    void twin_isDense() {
        int side = card.preprocessing().width();
        Macs counted = NetworkCost.count(card.network().twin(), side, side).macs();
        long macs = counted.total();

        assertThat(counted.spikeDriven()).isZero();
        assertThat(report.twin()).isEqualTo(new EnergyReport.Twin(macs, macs * 4.6 * 1e-9));
    }

    @Test
    void tables_haveARowForEachStepAndEachPartThatWorks(@TempDir Path folder) throws IOException {
        EnergyTables.write(report, folder.resolve("deep/er"));

        assertThat(Files.readAllLines(folder.resolve("deep/er/firing_rates.csv")))
                .hasSize(5)
                .startsWith("part,neurons,step,rate_mean,rate_sd,rate_unit,n_images")
                .contains("first.neuron,10,1,0.6,0.1414213562,spikes per neuron and step,2")
                .contains("second.neuron,30,2,0.2,0,spikes per neuron and step,2");
        assertThat(Files.readAllLines(folder.resolve("deep/er/energy.csv")))
                .hasSize(5)
                .contains("second,0,400,140,28.28427125,0.000000126,0.00000002545584412,2")
                .anyMatch(line -> line.startsWith("total,1000,400,140,"))
                .anyMatch(line -> line.startsWith("sa_twin," + report.twin().macs() + ",0,0,,"));
    }

    @Test
    void noImages_giveNoNumbers() {
        EnergyReport none = EnergyReport.of(card, EnergyModel.HOROWITZ_45_NM, List.of(), List.of());

        assertThat(none.layers()).isEmpty();
        assertThat(none.total().millijoules().mean()).isNaN();
    }
}
