package org.medspike.evaluation.report;

import java.util.ArrayList;
import java.util.List;
import org.medspike.bundle.ModelCard;
import org.medspike.evaluation.Comparison;
import org.medspike.evaluation.Measure;
import org.medspike.evaluation.run.Evaluation;
import org.medspike.evaluation.run.Protocol;

/** An evaluation as text for a terminal: every table, and the sentences without which its numbers cannot be read. */
public final class ReportText {

    private ReportText() {}

    /** The text; lines end with {@code \n}. */
    public static String of(Evaluation evaluation) {
        StringBuilder text = new StringBuilder();
        evaluation.models().forEach(model -> text.append(model(model.card())).append('\n'));
        text.append(counts(evaluation)).append('\n');
        for (Evaluation.Part part : evaluation.parts()) {
            text.append('\n').append(part.protocol().sentence()).append('\n');
            for (ReportTable table : ReportTables.of(evaluation, part)) {
                text.append('\n').append(table.toText());
            }
            ReportTables.notes(part).forEach(note -> text.append(note).append('\n'));
        }
        text.append('\n');
        rules(evaluation).forEach(rule -> text.append(rule).append('\n'));
        evaluation.warnings().forEach(warning -> text.append(warning).append('\n'));
        return text.toString();
    }

    /** Which model, as a line. */
    static String model(ModelCard card) {
        return "Model '" + card.id() + "' (SHA-256 " + card.weights().sha256() + "): input "
                + card.preprocessing().width() + " x " + card.preprocessing().height() + " px, threshold "
                + card.threshold();
    }

    /** How many images were scored, as a sentence. */
    static String counts(Evaluation evaluation) {
        return evaluation.images() + " images scored, " + evaluation.unscored().size() + " not.";
    }

    /** The rules behind the numbers, in sentences. */
    static List<String> rules(Evaluation evaluation) {
        List<String> rules = new ArrayList<>(Measure.EMPTY_MASK_RULES);
        rules.add(
                "HD95 is the larger of both directed 95th percentiles (linear interpolation) of the Euclidean distances"
                        + " between outline pixels; SD has n - 1.");
        rules.add(evaluation.bootstrap().sentence());
        if (evaluation.compared().isPresent()) {
            rules.addAll(Comparison.METHOD);
        }
        return rules;
    }

    /** The protocols' names, with commas. */
    static String protocols(Evaluation evaluation) {
        return String.join(
                ", ",
                evaluation.parts().stream()
                        .map(Evaluation.Part::protocol)
                        .map(Protocol::key)
                        .toList());
    }
}
