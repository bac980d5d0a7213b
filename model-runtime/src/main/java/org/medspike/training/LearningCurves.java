package org.medspike.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.medspike.export.CsvText;
import org.medspike.export.DecimalText;
import org.medspike.export.LineChart;
import org.medspike.export.LineChartPng;
import org.medspike.storage.AtomicFile;

/** The finished epochs of a training as a table and as a picture. */
public final class LearningCurves {

    /** Usual name of the table. */
    public static final String CSV = "curves.csv";

    /** Usual name of the picture. */
    public static final String PNG = "curves.png";

    private static final int SECONDS_DIGITS = 4;

    private static final List<String> HEADING = List.of(
            "phase",
            "leg",
            "epoch",
            "size_px",
            "time_steps",
            "learning_rate",
            "loss_total",
            "loss_bce",
            "loss_dice",
            "loss_supervision",
            "loss_kl",
            "loss_l2",
            "validation_mIoU_mean_per_image",
            "validation_DSC_mean_per_image",
            "validation_n",
            "seconds",
            "seconds_waiting_for_images",
            "best");

    private LearningCurves() {}

    /**
     * Writes or replaces both files.
     *
     * @param folder where; made if missing
     */
    public static void write(Path folder, List<EpochReport> history) throws IOException {
        StringBuilder csv = new StringBuilder(CsvText.row(HEADING));
        history.forEach(report -> csv.append(CsvText.row(fields(report))));
        AtomicFile.writeText(folder.resolve(CSV), csv.toString());
        LineChartPng.write(folder.resolve(PNG), charts(history));
    }

    private static List<String> fields(EpochReport r) {
        LossTerms l = r.losses();
        return List.of(
                r.phase().name().toLowerCase(Locale.ROOT),
                Integer.toString(r.leg()),
                Integer.toString(r.epoch()),
                Integer.toString(r.size()),
                Integer.toString(r.timeSteps()),
                CsvText.number(r.learningRate()),
                CsvText.number(l.total()),
                CsvText.number(l.crossEntropy()),
                CsvText.number(l.dice()),
                CsvText.number(l.supervision()),
                CsvText.number(l.kl()),
                CsvText.number(l.l2()),
                CsvText.number(r.validation().meanIou()),
                CsvText.number(r.validation().meanDice()),
                Integer.toString(r.validation().images()),
                DecimalText.plain(r.seconds(), SECONDS_DIGITS),
                DecimalText.plain(r.dataSeconds(), SECONDS_DIGITS),
                Boolean.toString(r.best()));
    }

    private static List<LineChart> charts(List<EpochReport> history) {
        List<EpochReport> spiking = of(history, Phase.SPIKING);
        int n = history.isEmpty() ? 0 : history.get(0).validation().images();
        return List.of(
                new LineChart(
                        "Loss",
                        "epoch of its phase",
                        "mean over the epoch's batches",
                        List.of(
                                curve("SA twin", of(history, Phase.TWIN), r -> r.losses()
                                        .total()),
                                curve("spiking network", spiking, r -> r.losses()
                                        .total()),
                                curve("its BCE", spiking, r -> r.losses().crossEntropy()),
                                curve("Dice", spiking, r -> r.losses().dice()),
                                curve("KL", spiking, r -> r.losses().kl()),
                                curve("L2", spiking, r -> r.losses().l2()))),
                new LineChart(
                        "Validation",
                        "epoch of its phase",
                        "mean of per-image values, n = " + n,
                        List.of(
                                curve("SA twin mIoU", of(history, Phase.TWIN), r -> r.validation()
                                        .meanIou()),
                                curve("spiking mIoU", spiking, r -> r.validation()
                                        .meanIou()),
                                curve("spiking DSC", spiking, r -> r.validation()
                                        .meanDice()))),
                new LineChart(
                        "Learning rate",
                        "epoch of its phase",
                        "at the epoch's last step",
                        List.of(
                                curve("SA twin", of(history, Phase.TWIN), EpochReport::learningRate),
                                curve("spiking network", spiking, EpochReport::learningRate))));
    }

    private static List<EpochReport> of(List<EpochReport> history, Phase phase) {
        return history.stream().filter(report -> report.phase() == phase).toList();
    }

    private static LineChart.Curve curve(String name, List<EpochReport> reports, ToDoubleFunction<EpochReport> value) {
        return new LineChart.Curve(
                name,
                reports.stream().mapToDouble(EpochReport::epoch).toArray(),
                reports.stream().mapToDouble(value).toArray());
    }
}
