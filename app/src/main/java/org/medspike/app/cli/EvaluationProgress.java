package org.medspike.app.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import org.medspike.task.TaskContext;

/** Tells how far the scoring of a model is, in a line now and then. */
final class EvaluationProgress implements TaskContext {

    private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);

    private final PrintStream out;
    private final String model;
    private final int images;
    private final long begun = System.nanoTime();
    private long lastLine = begun;

    EvaluationProgress(PrintStream out, String model, int images) {
        this.out = out;
        this.model = model;
        this.images = images;
        out.println("Scoring '" + model + "' on " + images + " images.");
    }

    @Override
    public void progress(double fraction, String doing) {
        long now = System.nanoTime();
        if (fraction <= 0 || now - lastLine < BETWEEN_LINES.toNanos()) {
            return;
        }
        lastLine = now;
        double secondsLeft = (now - begun) / 1e9 * (1 - fraction) / fraction;
        out.printf(
                Locale.ROOT,
                "  '%s': %d of %d images, about %s left%n",
                model,
                Math.round(fraction * images),
                images,
                TrainingReport.duration(secondsLeft));
    }

    @Override
    public boolean isCancelled() {
        return false;
    }
}
