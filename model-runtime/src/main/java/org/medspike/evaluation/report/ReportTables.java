package org.medspike.evaluation.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.medspike.evaluation.Comparison;
import org.medspike.evaluation.MeasureSummary;
import org.medspike.evaluation.PairedTests;
import org.medspike.evaluation.run.Evaluation;

/** The tables of an evaluation, the same for the terminal and the page. */
final class ReportTables {

    private ReportTables() {}

    /** All tables under one protocol: a model each, then their comparison. */
    static List<ReportTable> of(Evaluation evaluation, Evaluation.Part part) {
        List<ReportTable> tables = new ArrayList<>();
        String model = evaluation.model().card().id();
        tables.add(summary("Model '" + model + "', " + part.protocol().key() + " protocol", part.model()));
        evaluation.compared().ifPresent(compared -> {
            String other = compared.card().id();
            tables.add(
                    summary("Compared with '" + other + "', " + part.protocol().key() + " protocol", part.compared()));
            tables.add(comparison(
                    "'" + model + "' minus '" + other + "', " + part.protocol().key() + " protocol",
                    part.comparisons()));
        });
        return tables;
    }

    private static ReportTable summary(String caption, List<MeasureSummary> measures) {
        return new ReportTable(
                caption,
                List.of("metric", MeasureSummary.MEAN, "95 % CI", "SD", "n", "undefined", MeasureSummary.POOLED),
                measures.stream()
                        .map(m -> List.of(
                                Figures.named(m.measure().meanLabel(), m.unit()),
                                Figures.of(m.measure(), m.mean()),
                                Figures.of(m.measure(), m.interval()),
                                Figures.of(m.measure(), m.sd()),
                                Integer.toString(m.n()),
                                Integer.toString(m.undefined()),
                                Figures.of(m.measure(), m.pooled())))
                        .toList());
    }

    private static ReportTable comparison(String caption, List<Comparison> comparisons) {
        return new ReportTable(
                caption,
                List.of(
                        "metric",
                        "mean difference",
                        "95 % CI",
                        "pairs",
                        "left out",
                        "t (df)",
                        "t-test p (Holm)",
                        "Wilcoxon W+",
                        "Wilcoxon p (Holm)"),
                comparisons.stream()
                        .map(c -> List.of(
                                Figures.named(c.measure().label(), c.unit()),
                                Figures.of(c.measure(), c.meanDifference()),
                                Figures.of(c.measure(), c.interval()),
                                Integer.toString(c.pairs()),
                                Integer.toString(c.leftOut()),
                                test(c.tests(), t -> Figures.t(t.t()) + " (" + Math.round(t.degreesOfFreedom()) + ")"),
                                test(c.tests(), t -> Figures.p(t.tP()) + " (" + Figures.p(t.tHolm()) + ")"),
                                test(c.tests(), t -> Figures.rankSum(t.w())),
                                test(
                                        c.tests(),
                                        t -> Figures.p(t.wilcoxonP()) + " (" + Figures.p(t.wilcoxonHolm()) + ")")))
                        .toList());
    }

    private static String test(Optional<PairedTests> tests, Function<PairedTests, String> text) {
        return tests.map(text).orElse(Figures.NONE);
    }

    /** Why some measures were not tested, in sentences. */
    static List<String> notes(Evaluation.Part part) {
        return part.comparisons().stream()
                .filter(comparison -> !comparison.note().isEmpty())
                .map(comparison -> comparison.measure().label() + ": " + comparison.note())
                .toList();
    }
}
