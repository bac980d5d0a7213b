package org.medspike.evaluation.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.medspike.evaluation.ImageScore;
import org.medspike.evaluation.Measure;
import org.medspike.evaluation.run.Evaluation;
import org.medspike.evaluation.run.ModelScores;
import org.medspike.evaluation.run.Unscored;
import org.medspike.export.ErrorMap;

/**
 * An evaluation as one page for a browser: no script, no font, nothing from a network; its only files beside it are the
 * pictures of the errors.
 */
final class HtmlReport {

    private final Evaluation evaluation;
    private final ReportSource source;
    private final Gallery gallery;
    private final Html page = new Html();

    private HtmlReport(Evaluation evaluation, ReportSource source, Gallery gallery) {
        this.evaluation = evaluation;
        this.source = source;
        this.gallery = gallery;
    }

    /** The whole page. */
    static String of(Evaluation evaluation, ReportSource source, Gallery gallery) {
        HtmlReport report = new HtmlReport(evaluation, source, gallery);
        report.head();
        report.numbers();
        report.errors();
        report.failures();
        report.method();
        report.page.raw("</main></body></html>");
        return report.page.toString();
    }

    private void head() {
        String title = "Evaluation of " + evaluation.model().card().id()
                + evaluation
                        .compared()
                        .map(other -> " against " + other.card().id())
                        .orElse("");
        page.raw("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">")
                .raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
                .raw("<meta name=\"color-scheme\" content=\"light dark\">")
                .element("title", title)
                .raw("<style>" + style() + "</style>\n</head>\n<body><main>")
                .element("h1", title)
                .element(
                        "p",
                        "note",
                        "Research use only, not for diagnosis. " + source.program() + ", " + source.created()
                                + ". Data: " + source.data() + ". " + ReportText.counts(evaluation));
        for (ModelScores model : evaluation.models()) {
            page.element("p", model.card().name() + ". " + ReportText.model(model.card()) + ".");
        }
        for (String warning : evaluation.warnings()) {
            page.element("p", "warning", warning);
        }
    }

    private void numbers() {
        for (Evaluation.Part part : evaluation.parts()) {
            String key = part.protocol().key();
            page.element("h2", key.substring(0, 1).toUpperCase(Locale.ROOT) + key.substring(1) + " protocol")
                    .element("p", part.protocol().sentence());
            ReportTables.of(evaluation, part).forEach(page::table);
            page.list(ReportTables.notes(part)).raw("<div class=\"histograms\">");
            for (ModelScores model : evaluation.models()) {
                page.raw("<figure>")
                        .raw(IouHistogram.svg(model.of(part.protocol())))
                        .element("figcaption", model.card().id())
                        .raw("</figure>");
            }
            page.raw("</div>");
        }
    }

    private void errors() {
        List<Gallery.Entry> entries = gallery.entries();
        if (entries.isEmpty()) {
            return;
        }
        page.element("h2", "The " + entries.size() + " worst images")
                .element(
                        "p",
                        "By IoU of '" + evaluation.model().card().id() + "' under the "
                                + gallery.protocol().key()
                                + " protocol, worst first; of equals the first by"
                                + " name. The pictures have the grid of this protocol.")
                .raw("<p class=\"legend\">");
        for (ErrorMap.Kind kind : ErrorMap.Kind.values()) {
            page.raw(String.format(Locale.ROOT, "<span><i style=\"background:#%06x\"></i>", kind.rgb()))
                    .raw(Html.escaped(kind.label()) + "</span>");
        }
        page.raw("</p>\n<div class=\"gallery\">");
        for (Gallery.Entry entry : entries) {
            String address = Html.address(entry.file());
            page.raw("<figure><a href=\"" + address + "\"><img loading=\"lazy\" src=\"" + address
                            + "\" alt=\"Errors in " + Html.escaped(entry.score().stem()) + "\"></a><figcaption>")
                    .element("strong", entry.score().stem())
                    .element("span", numbers(entry.score()))
                    .element("span", pixels(entry.score()))
                    .raw("</figcaption></figure>");
        }
        page.raw("</div>");
    }

    private static String numbers(ImageScore score) {
        StringBuilder text = new StringBuilder();
        for (Measure measure : List.of(Measure.IOU, Measure.DSC, Measure.SEN, Measure.SPE)) {
            text.append(measure.label())
                    .append(' ')
                    .append(Figures.of(measure, score.value(measure)))
                    .append(", ");
        }
        String distance = score.hd95().isPresent()
                ? Figures.of(Measure.HD95, score.hd95()) + " " + score.lengthUnit()
                : "undefined";
        return text.append("HD95 ").append(distance).toString();
    }

    private static String pixels(ImageScore score) {
        return "TP " + score.counts().truePositives() + ", FP "
                + score.counts().falsePositives() + ", FN " + score.counts().falseNegatives() + " px of "
                + score.width()
                + " x " + score.height();
    }

    private void failures() {
        if (!evaluation.unscored().isEmpty()) {
            page.element("h2", "Images that could not be scored")
                    .list(evaluation.unscored().stream()
                            .map(HtmlReport::failure)
                            .toList());
        }
    }

    private static String failure(Unscored image) {
        return image.stem() + ": " + image.reason();
    }

    private void method() {
        page.element("h2", "Rules").list(ReportText.rules(evaluation));
        page.element("h2", "Files").list(EvaluationFolder.contents(evaluation));
    }

    private static String style() {
        try (InputStream in = HtmlReport.class.getResourceAsStream("report.css")) {
            if (in == null) {
                throw new IllegalStateException("the program is incomplete: no style of reports");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("the program is damaged: the style of reports cannot be read", e);
        }
    }
}
