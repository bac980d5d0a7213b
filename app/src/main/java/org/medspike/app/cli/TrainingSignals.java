package org.medspike.app.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.medspike.training.TrainingControl;

/**
 * How a running training is told to end: Ctrl-C stops it after the step that is under way, and waits until it has; a line
 * {@code finish} on a stream lets it keep its best epoch.
 */
final class TrainingSignals implements TrainingControl, AutoCloseable {

    private static final int SECONDS_TO_STOP = 60;

    private final AtomicBoolean stop = new AtomicBoolean();
    private final AtomicBoolean finish = new AtomicBoolean();
    private final CountDownLatch over = new CountDownLatch(1);

    TrainingSignals() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop-training"));
    }

    /** Watches a stream for {@code finish}, on a thread of its own. */
    void listenTo(InputStream in) {
        Thread listener = new Thread(() -> listen(in), "training-signals");
        listener.setDaemon(true);
        listener.start();
    }

    private void listen(InputStream in) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.strip().equals("finish")) {
                    finish.set(true);
                }
            }
        } catch (IOException e) {
            // Nobody can say anything any more; the training goes on.
            return;
        }
    }

    private void stop() {
        if (over.getCount() == 0) {
            return;
        }
        stop.set(true);
        System.err.println(
                "Stopping after this step. The last finished epoch is kept; the same command goes on from it (train: with"
                        + " --resume).");
        try {
            over.await(SECONDS_TO_STOP, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void progress(double fraction, String doing) {}

    @Override
    public boolean isCancelled() {
        return stop.get();
    }

    @Override
    public boolean isFinishAsked() {
        return finish.get();
    }

    @Override
    public void close() {
        over.countDown();
    }
}
