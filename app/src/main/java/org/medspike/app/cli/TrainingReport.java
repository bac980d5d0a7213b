package org.medspike.app.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import org.medspike.training.EpochReport;
import org.medspike.training.LossTerms;
import org.medspike.training.Phase;
import org.medspike.training.TrainingListener;

/** Tells a training's progress in lines of text. */
final class TrainingReport implements TrainingListener {

    private static final Duration BETWEEN_LINES = Duration.ofSeconds(30);

    private final PrintStream out;
    private long lastLine = System.nanoTime();

    TrainingReport(PrintStream out) {
        this.out = out;
    }

    @Override
    public void started(int trainingImages, int validationImages) {
        out.println(trainingImages + " images to learn from, " + validationImages + " held out for validation.");
    }

    @Override
    public void stepDone(Phase phase, int epoch, int step, int steps, LossTerms losses, double secondsLeft) {
        long now = System.nanoTime();
        if (now - lastLine < BETWEEN_LINES.toNanos()) {
            return;
        }
        lastLine = now;
        out.printf(
                Locale.ROOT,
                "  %s, epoch %d, step %d of %d: loss %.4f, about %s left%n",
                phase.label(),
                epoch,
                step,
                steps,
                losses.total(),
                duration(secondsLeft));
    }

    @Override
    public void epochDone(EpochReport report) {
        LossTerms l = report.losses();
        out.printf(
                Locale.ROOT,
                "%s, epoch %d of %d, %d px, T = %d: loss %.4f (BCE %.4f, Dice %.4f, supervision %.4f, KL %.4f, L2 %.4f);"
                        + " validation mIoU %.4f, DSC %.4f (means of per-image values, n = %d); %.0f s, %.1f s of it"
                        + " waiting for images%s%n",
                report.phase().label(),
                report.epoch(),
                report.epochs(),
                report.size(),
                report.timeSteps(),
                l.total(),
                l.crossEntropy(),
                l.dice(),
                l.supervision(),
                l.kl(),
                l.l2(),
                report.validation().meanIou(),
                report.validation().meanDice(),
                report.validation().images(),
                report.seconds(),
                report.dataSeconds(),
                report.best() ? "; best so far" : "");
        out.flush();
    }

    /** For instance {@code 2 h 05 min} or {@code 40 s}. */
    static String duration(double seconds) {
        long whole = Math.round(seconds);
        if (whole < 60) {
            return whole + " s";
        }
        return whole < 3600
                ? whole / 60 + " min"
                : String.format(Locale.ROOT, "%d h %02d min", whole / 3600, whole % 3600 / 60);
    }
}
