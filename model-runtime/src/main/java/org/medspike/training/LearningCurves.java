package org.medspike.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.medspike.export.LineChart;
import org.medspike.export.LineChartPng;
import org.medspike.storage.AtomicFile;

/** The finished epochs of a training as a table and as a picture. */
public final class LearningCurves {

    /** Usual name of the table. */
    public static final String CSV = "curves.csv";

    /** Usual name of the picture. */
    public static final String PNG = "curves.png";

    private static final String HEADING =
            "phase,leg,epoch,size_px,time_steps,learning_rate,loss_total,loss_bce,loss_dice,"
                    + "loss_supervision,loss_kl,loss_l2,validation_mIoU_mean_per_image,validation_DSC_mean_per_image,validation_n,"
                    + "seconds,seconds_waiting_for_images,best";

    private LearningCurves() {}

    /**
     * Writes or replaces both files.
     *
     * @param folder where; made if missing
     */
    public static void write(Path folder, List<EpochReport> history) throws IOException {
        StringBuilder csv = new StringBuilder(HEADING).append('\n');
        history.forEach(report -> csv.append(line(report)).append('\n'));
        AtomicFile.writeText(folder.resolve(CSV), csv.toString());
        LineChartPng.write(folder.resolve(PNG), charts(history));
    }

    private static String line(EpochReport r) {
        LossTerms l = r.losses();
        return String.format(
                Locale.ROOT,
                "%s,%d,%d,%d,%d,%.8g,%.6f,%.6f,%.6f,%.6f,%.6f,%.6f,%.6f,%.6f,%d,%.2f,%.2f,%s",
                r.phase().name().toLowerCase(Locale.ROOT),
                r.leg(),
                r.epoch(),
                r.size(),
                r.timeSteps(),
                r.learningRate(),
                l.total(),
                l.crossEntropy(),
                l.dice(),
                l.supervision(),
                l.kl(),
                l.l2(),
                r.validation().meanIou(),
                r.validation().meanDice(),
                r.validation().images(),
                r.seconds(),
                r.dataSeconds(),
                r.best());
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
