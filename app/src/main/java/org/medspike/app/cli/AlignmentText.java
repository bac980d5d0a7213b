package org.medspike.app.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Locale;
import org.medspike.alignment.AlignmentReport;
import org.medspike.alignment.AlignmentReport.Agreement;
import org.medspike.alignment.AlignmentReport.Row;

/** A report on heat maps, for people and for programs. */
final class AlignmentText {

    private static final int DECIMALS = 3;

    private AlignmentText() {}

    /** One object. */
    static ObjectNode json(AlignmentReport report, Path data, long seed) {
        ObjectNode node = new JsonMapper().createObjectNode();
        node.put("model", report.card().id())
                .put("modelSha256", report.card().weights().sha256())
                .put("data", data.toString())
                .put("seed", seed)
                .put("images", report.images().size())
                .put("failed", report.failed().size())
                .put("withoutObject", report.withoutObject())
                .put("average", "mean and standard deviation (n - 1) of per-image values")
                .put("klUnit", "nats; can be negative, because the maps do not sum to one");
        StudyText.put(node.putObject("pointingGameByChance"), report.chance());
        ArrayNode rows = node.putArray("maps");
        for (Row row : report.rows()) {
            ObjectNode item = rows.addObject()
                    .put("stage", row.stage())
                    .put("map", row.map().key());
            StudyText.put(item.putObject("pointingGame"), row.pointing());
            StudyText.put(item.putObject("energyInside"), row.energyInside());
            if (row.agreement().isPresent()) {
                Agreement agreement = row.agreement().get();
                ObjectNode toSa = item.putObject("againstSa");
                StudyText.put(toSa.putObject("kl"), agreement.kl());
                StudyText.put(toSa.putObject("l2"), agreement.l2());
                StudyText.put(toSa.putObject("cosine"), agreement.cosine());
                StudyText.put(toSa.putObject("pearson"), agreement.pearson());
            }
        }
        return node;
    }

    /** A table of stages and maps. */
    static String table(AlignmentReport report) {
        StringBuilder text = new StringBuilder();
        add(
                text,
                "Model '%s'; mean (SD) of per-image values, n = %d images; pointing game and energy inside over the %d of%n"
                        + "them that have an object. SDSA and SA are probabilities, interactions firing rates (spikes per neuron%n"
                        + "and step). KL of definition 2 can be negative, because the maps do not sum to one. A star marks means%n"
                        + "that leave out images for which the quantity is not defined.%n%n",
                report.card().id(),
                report.images().size(),
                report.images().size() - report.withoutObject());
        add(
                text,
                "%-5s %-4s %16s %16s | against SA: %16s %16s %16s %16s%n",
                "stage",
                "map",
                "pointing game",
                "energy inside",
                "KL, nats",
                "L2",
                "cosine",
                "Pearson");
        for (Row row : report.rows()) {
            add(
                    text,
                    "%-5d %-4s %16s %16s",
                    row.stage(),
                    row.map().label(),
                    StudyText.cell(row.pointing(), 2, report.withoutObject()),
                    StudyText.cell(row.energyInside(), DECIMALS, report.withoutObject()));
            if (row.agreement().isPresent()) {
                Agreement agreement = row.agreement().get();
                add(
                        text,
                        " |             %16s %16s %16s %16s",
                        StudyText.cell(agreement.kl(), DECIMALS, 0),
                        StudyText.cell(agreement.l2(), DECIMALS, 0),
                        StudyText.cell(agreement.cosine(), DECIMALS, 0),
                        StudyText.cell(agreement.pearson(), DECIMALS, 0));
            }
            text.append(System.lineSeparator());
        }
        add(
                text,
                "%nBy chance the pointing game gives %s, the mean (SD) share of object pixels, n = %d images;"
                        + " images without an object: %d%n",
                StudyText.cell(report.chance(), DECIMALS, 0),
                report.chance().n(),
                report.withoutObject());
        return text.toString();
    }

    private static void add(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values));
    }
}
