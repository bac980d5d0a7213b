package org.medspike.app.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Locale;
import org.medspike.energy.EnergyModel;
import org.medspike.energy.EnergyReport;
import org.medspike.energy.LayerEnergy;
import org.medspike.study.Spread;
import org.medspike.tensor.cost.CostLedger.Macs;

/** A report on energy, for people and for programs. */
final class EnergyText {

    private static final double MEGA = 1e6;
    private static final double GIGA = 1e9;
    private static final double MICROJOULES = 1e3;

    private EnergyText() {}

    /** One object. */
    static ObjectNode json(EnergyReport report, Path data, long seed) {
        ObjectNode node = new JsonMapper().createObjectNode();
        node.put("model", report.card().id())
                .put("modelSha256", report.card().weights().sha256())
                .put("data", data.toString())
                .put("seed", seed)
                .put("images", report.images())
                .put("failed", report.failed().size())
                .put("width", report.card().preprocessing().width())
                .put("height", report.card().preprocessing().height())
                .put("timeSteps", report.card().network().timeSteps())
                .put("average", "mean and standard deviation (n - 1) of per-image values")
                .put("rateUnit", "spikes per neuron and step")
                .put("energyUnit", "mJ");
        node.putObject("energyModel")
                .put("macPicojoules", report.model().macPicojoules())
                .put("accumulatePicojoules", report.model().accumulatePicojoules())
                .put("source", report.model().source());
        ArrayNode layers = node.putArray("layers");
        for (LayerEnergy layer : report.layers()) {
            ObjectNode item = layers.addObject().put("part", layer.part()).put("neurons", layer.neurons());
            ArrayNode steps = item.putArray("ratesByStep");
            layer.ratesByStep().forEach(rate -> StudyText.put(steps.addObject(), rate));
            StudyText.put(item.putObject("rate"), layer.rate());
            work(item, layer.macs(), layer.spikeOperations(), layer.millijoules());
        }
        EnergyReport.Total total = report.total();
        ObjectNode whole = node.putObject("total").put("neurons", total.neurons());
        StudyText.put(whole.putObject("rate"), total.rate());
        work(whole, total.macs(), total.spikeOperations(), total.millijoules());
        node.putObject("saTwin")
                .put("denseMacs", report.twin().macs())
                .put("energyMj", report.twin().millijoules());
        node.put(
                "energyRatioToSaTwin",
                total.millijoules().mean() / report.twin().millijoules());
        return node;
    }

    private static void work(ObjectNode node, Macs macs, Spread operations, Spread millijoules) {
        node.put("denseMacs", macs.dense()).put("spikeDrivenMacs", macs.spikeDriven());
        StudyText.put(node.putObject("spikeOperations"), operations);
        StudyText.put(node.putObject("energyMj"), millijoules);
    }

    /** A table of the layers, then the totals. */
    static String table(EnergyReport report) {
        StringBuilder text = new StringBuilder();
        int steps = report.card().network().timeSteps();
        add(
                text,
                "Model '%s' at %d x %d px, T = %d; means over n = %d images.%n"
                        + "Rates in spikes per neuron and step; operations and energy for one image, all steps together.%n"
                        + "Counted: convolutions and matrix products, normalisation folded in; not counted: element-wise work,%n"
                        + "neuron updates, memory.%n%n",
                report.card().id(),
                report.card().preprocessing().width(),
                report.card().preprocessing().height(),
                steps,
                report.images());
        add(text, "%-48s %9s", "part", "neurons");
        for (int t = 1; t <= steps; t++) {
            add(text, " %7s", "rate t" + t);
        }
        add(text, " %7s %12s %12s %12s %11s%n", "rate", "dense MMAC", "spiking MMAC", "MSOP", "energy uJ");
        report.layers().forEach(layer -> row(text, layer, steps));
        totals(text, report);
        return text.toString();
    }

    private static void row(StringBuilder text, LayerEnergy layer, int steps) {
        add(text, "%-48s %9s", layer.part(), layer.neurons() == 0 ? "" : Long.toString(layer.neurons()));
        for (int t = 0; t < steps; t++) {
            add(
                    text,
                    " %7s",
                    layer.ratesByStep().isEmpty()
                            ? ""
                            : StudyText.fixed(layer.ratesByStep().get(t).mean(), 4));
        }
        add(
                text,
                " %7s",
                layer.neurons() == 0 ? "" : StudyText.fixed(layer.rate().mean(), 4));
        if (layer.macs().total() > 0) {
            add(
                    text,
                    " %12.3f %12.3f %12.3f %11.3f",
                    layer.macs().dense() / MEGA,
                    layer.macs().spikeDriven() / MEGA,
                    layer.spikeOperations().mean() / MEGA,
                    layer.millijoules().mean() * MICROJOULES);
        }
        text.append(System.lineSeparator());
    }

    private static void totals(StringBuilder text, EnergyReport report) {
        EnergyReport.Total total = report.total();
        EnergyModel model = report.model();
        add(
                text,
                "%nTotals for one image, mean and SD of n = %d images; %.1f pJ a MAC, %.1f pJ an accumulate (%s)%n",
                report.images(),
                model.macPicojoules(),
                model.accumulatePicojoules(),
                model.source());
        add(
                text,
                "  spiking network  firing rate %s of %d neurons; %.4f GMAC dense, %.4f GMAC spike driven, of these%n"
                        + "                   %s GSOP; %s mJ%n",
                StudyText.meanAndSd(total.rate(), 1, 4),
                total.neurons(),
                total.macs().dense() / GIGA,
                total.macs().spikeDriven() / GIGA,
                StudyText.meanAndSd(total.spikeOperations(), GIGA, 4),
                StudyText.meanAndSd(total.millijoules(), 1, 4));
        double mean = total.millijoules().mean();
        comparison(text, "all dense", total.macs().total(), report.allDenseMillijoules(), mean);
        comparison(text, "SA twin", report.twin().macs(), report.twin().millijoules(), mean);
    }

    private static void comparison(StringBuilder text, String name, long macs, double millijoules, double spiking) {
        add(
                text,
                "  %-16s %.4f GMAC dense, the same for every image; %.4f mJ; the spiking network takes %.3f times that%n",
                name,
                macs / GIGA,
                millijoules,
                spiking / millijoules);
    }

    private static void add(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values));
    }
}
