package org.medspike.evaluation.report;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.medspike.bundle.ModelCard;
import org.medspike.evaluation.Bootstrap;
import org.medspike.evaluation.Comparison;
import org.medspike.evaluation.Interval;
import org.medspike.evaluation.MeasureSummary;
import org.medspike.evaluation.PairedTests;
import org.medspike.evaluation.run.Evaluation;

/**
 * An evaluation as one JSON object.
 *
 * <p>{@code metrics} is a list of objects that each say all about one number: name, protocol, unit, average, value, sd,
 * ci, n and undefined; so is {@code comparison.metrics} for the second model, and {@code comparison.differences} for
 * the tests. An undefined number is {@code null}.
 */
public final class ReportJson {

    private ReportJson() {}

    /** The object, in one line without its end. */
    public static String of(Evaluation evaluation, ReportSource source) {
        ObjectNode root = new JsonMapper().createObjectNode();
        model(evaluation.model().card(), root);
        root.put("protocol", ReportText.protocols(evaluation));
        ObjectNode protocols = root.putObject("protocols");
        evaluation
                .parts()
                .forEach(part ->
                        protocols.put(part.protocol().key(), part.protocol().sentence()));
        root.put("data", source.data()).put("program", source.program()).put("created", source.created());
        root.put("images", evaluation.images())
                .put("failed", evaluation.unscored().size());
        ArrayNode failures = root.putArray("failures");
        evaluation
                .unscored()
                .forEach(image -> failures.addObject().put("stem", image.stem()).put("message", image.reason()));
        ArrayNode metrics = root.putArray("metrics");
        evaluation.parts().forEach(part -> metrics(part, part.model(), metrics));
        evaluation.compared().ifPresent(other -> {
            ObjectNode comparison = root.putObject("comparison");
            model(other.card(), comparison);
            ArrayNode itsMetrics = comparison.putArray("metrics");
            ArrayNode differences = comparison.putArray("differences");
            for (Evaluation.Part part : evaluation.parts()) {
                metrics(part, part.compared(), itsMetrics);
                part.comparisons().forEach(c -> difference(part, c, differences.addObject()));
            }
        });
        ArrayNode rules = root.putArray("rules");
        ReportText.rules(evaluation).forEach(rules::add);
        ArrayNode warnings = root.putArray("warnings");
        evaluation.warnings().forEach(warnings::add);
        return root.toString();
    }

    private static void model(ModelCard card, ObjectNode node) {
        node.put("model", card.id()).put("modelSha256", card.weights().sha256()).put("threshold", card.threshold());
        node.putArray("inputSize")
                .add(card.preprocessing().width())
                .add(card.preprocessing().height());
    }

    private static void metrics(Evaluation.Part part, List<MeasureSummary> measures, ArrayNode list) {
        for (MeasureSummary m : measures) {
            ObjectNode mean = list.addObject()
                    .put("name", m.measure().meanLabel())
                    .put("protocol", part.protocol().key())
                    .put("unit", m.unit())
                    .put("average", MeasureSummary.MEAN);
            put(mean, "value", m.mean());
            put(mean, "sd", m.sd());
            interval(mean, m.interval());
            mean.put("n", m.n()).put("undefined", m.undefined());
        }
        for (MeasureSummary m : measures) {
            if (m.measure().isRatio()) {
                ObjectNode pooled = list.addObject()
                        .put("name", m.measure().label())
                        .put("protocol", part.protocol().key())
                        .put("unit", m.unit())
                        .put("average", MeasureSummary.POOLED);
                put(pooled, "value", m.pooled());
                pooled.put("n", part.images());
            }
        }
    }

    private static void difference(Evaluation.Part part, Comparison c, ObjectNode node) {
        node.put("name", c.measure().label())
                .put("protocol", part.protocol().key())
                .put("unit", c.unit())
                .put("pairs", c.pairs())
                .put("leftOut", c.leftOut());
        put(node, "meanDifference", c.meanDifference());
        interval(node, c.interval());
        if (c.tests().isPresent()) {
            PairedTests tests = c.tests().get();
            node.putObject("tTest")
                    .put("t", tests.t())
                    .put("df", tests.degreesOfFreedom())
                    .put("p", tests.tP())
                    .put("pHolm", tests.tHolm());
            node.putObject("wilcoxon")
                    .put("wPlus", tests.w())
                    .put("p", tests.wilcoxonP())
                    .put("pHolm", tests.wilcoxonHolm());
        } else {
            node.putNull("tTest").putNull("wilcoxon");
        }
        node.put("note", c.note());
    }

    private static void interval(ObjectNode node, Optional<Interval> interval) {
        if (interval.isPresent()) {
            node.putArray("ci").add(interval.get().low()).add(interval.get().high());
            node.put("ciLevel", Bootstrap.LEVEL);
        } else {
            node.putNull("ci");
        }
    }

    /** JSON knows no NaN; a value that is not defined is null. */
    private static void put(ObjectNode node, String key, OptionalDouble value) {
        if (value.isPresent()) {
            node.put(key, value.getAsDouble());
        } else {
            node.putNull(key);
        }
    }
}
