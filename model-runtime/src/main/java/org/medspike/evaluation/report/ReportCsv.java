package org.medspike.evaluation.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import org.medspike.evaluation.Comparison;
import org.medspike.evaluation.ImageScore;
import org.medspike.evaluation.Interval;
import org.medspike.evaluation.Measure;
import org.medspike.evaluation.MeasureSummary;
import org.medspike.evaluation.PairedTests;
import org.medspike.evaluation.run.Evaluation;
import org.medspike.evaluation.run.ModelScores;
import org.medspike.evaluation.run.Unscored;
import org.medspike.export.CsvText;
import org.medspike.export.DecimalText;

/** An evaluation as tables for other programs, RFC 4180 in UTF-8; a field is empty where a number is undefined. */
final class ReportCsv {

    private static final int DIGITS = 10;

    private static final List<String> PER_IMAGE =
            columns("stem,model,protocol,width_px,height_px,iou,dsc,acc,spe,sen,hd95,hd95_unit,tp_px,fp_px,"
                    + "fn_px,tn_px,status,message");

    private static final List<String> SUMMARY =
            columns("model,model_sha256,protocol,metric,unit,average,value,ci95_low,ci95_high,sd,n,undefined");

    private static final List<String> COMPARISON =
            columns("model,compared,protocol,metric,unit,pairs,left_out,mean_difference,ci95_low,ci95_high,t,"
                    + "df,t_p,t_p_holm,wilcoxon_w_plus,wilcoxon_p,wilcoxon_p_holm,note");

    private ReportCsv() {}

    private static List<String> columns(String names) {
        return List.of(names.split(","));
    }

    /** A line for each image, model and protocol; then one for each image that could not be scored. */
    static String perImage(Evaluation evaluation) {
        StringBuilder text = new StringBuilder(CsvText.row(PER_IMAGE));
        for (Evaluation.Part part : evaluation.parts()) {
            for (ModelScores model : evaluation.models()) {
                for (ImageScore score : model.of(part.protocol())) {
                    text.append(CsvText.row(
                            scored(score, model.card().id(), part.protocol().key())));
                }
            }
        }
        for (Unscored image : evaluation.unscored()) {
            List<String> fields = new ArrayList<>(Collections.nCopies(PER_IMAGE.size(), ""));
            fields.set(0, CsvText.harmless(image.stem()));
            fields.set(PER_IMAGE.indexOf("status"), "failed");
            fields.set(PER_IMAGE.indexOf("message"), CsvText.harmless(image.reason()));
            text.append(CsvText.row(fields));
        }
        return text.toString();
    }

    private static List<String> scored(ImageScore score, String model, String protocol) {
        List<String> fields = new ArrayList<>(List.of(
                CsvText.harmless(score.stem()),
                model,
                protocol,
                Integer.toString(score.width()),
                Integer.toString(score.height())));
        for (Measure measure : Measure.values()) {
            fields.add(number(score.value(measure)));
        }
        fields.add(score.lengthUnit());
        fields.add(Long.toString(score.counts().truePositives()));
        fields.add(Long.toString(score.counts().falsePositives()));
        fields.add(Long.toString(score.counts().falseNegatives()));
        fields.add(Long.toString(score.counts().trueNegatives()));
        fields.add("ok");
        fields.add("");
        return fields;
    }

    /** A line for each measure, average, model and protocol. */
    static String summary(Evaluation evaluation) {
        StringBuilder text = new StringBuilder(CsvText.row(SUMMARY));
        for (Evaluation.Part part : evaluation.parts()) {
            summary(text, evaluation.model(), part, part.model());
            evaluation.compared().ifPresent(other -> summary(text, other, part, part.compared()));
        }
        return text.toString();
    }

    private static void summary(
            StringBuilder text, ModelScores model, Evaluation.Part part, List<MeasureSummary> measures) {
        for (MeasureSummary m : measures) {
            List<String> which = List.of(
                    model.card().id(),
                    model.card().weights().sha256(),
                    part.protocol().key());
            List<String> mean = new ArrayList<>(which);
            mean.addAll(List.of(
                    m.measure().meanLabel(),
                    m.unit(),
                    MeasureSummary.MEAN,
                    number(m.mean()),
                    m.interval().map(Interval::low).map(ReportCsv::number).orElse(""),
                    m.interval().map(Interval::high).map(ReportCsv::number).orElse(""),
                    number(m.sd()),
                    Integer.toString(m.n()),
                    Integer.toString(m.undefined())));
            text.append(CsvText.row(mean));
            if (m.pooled().isPresent()) {
                List<String> pooled = new ArrayList<>(which);
                String images = Integer.toString(m.n() + m.undefined());
                pooled.addAll(List.of(
                        m.measure().label(),
                        m.unit(),
                        MeasureSummary.POOLED,
                        number(m.pooled()),
                        "",
                        "",
                        "",
                        images,
                        "0"));
                text.append(CsvText.row(pooled));
            }
        }
    }

    /** A line for each measure and protocol; only the names of the columns without a second model. */
    static String comparison(Evaluation evaluation) {
        StringBuilder text = new StringBuilder(CsvText.row(COMPARISON));
        evaluation.compared().ifPresent(other -> {
            for (Evaluation.Part part : evaluation.parts()) {
                for (Comparison c : part.comparisons()) {
                    text.append(CsvText.row(List.of(
                            evaluation.model().card().id(),
                            other.card().id(),
                            part.protocol().key(),
                            c.measure().label(),
                            c.unit(),
                            Integer.toString(c.pairs()),
                            Integer.toString(c.leftOut()),
                            number(c.meanDifference()),
                            c.interval()
                                    .map(Interval::low)
                                    .map(ReportCsv::number)
                                    .orElse(""),
                            c.interval()
                                    .map(Interval::high)
                                    .map(ReportCsv::number)
                                    .orElse(""),
                            test(c, PairedTests::t),
                            test(c, PairedTests::degreesOfFreedom),
                            test(c, PairedTests::tP),
                            test(c, PairedTests::tHolm),
                            test(c, PairedTests::w),
                            test(c, PairedTests::wilcoxonP),
                            test(c, PairedTests::wilcoxonHolm),
                            c.note())));
                }
            }
        });
        return text.toString();
    }

    private static String test(Comparison comparison, ToDoubleFunction<PairedTests> value) {
        return comparison
                .tests()
                .map(tests -> number(value.applyAsDouble(tests)))
                .orElse("");
    }

    private static String number(OptionalDouble value) {
        return value.isPresent() ? number(value.getAsDouble()) : "";
    }

    private static String number(double value) {
        return DecimalText.plain(value, DIGITS);
    }
}
