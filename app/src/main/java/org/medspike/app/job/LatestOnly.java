package org.medspike.app.job;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Short computations that follow a control as it moves: only the newest request counts, those before it are dropped.
 *
 * <p>Used on the FX thread; computations run on a thread of its own, what they give comes back on the FX thread.
 */
public final class LatestOnly implements AutoCloseable {

    private final Executor ui;
    private final AtomicLong newest = new AtomicLong();
    private final ExecutorService worker;

    /**
     * Nothing to compute yet.
     *
     * @param ui runs tasks on the FX thread, in order
     */
    public LatestOnly(Executor ui) {
        this.ui = ui;
        worker = Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "follow-control");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Computes something and shows it, unless there is a newer request by then. */
    public <T> void request(Supplier<T> computation, Consumer<T> show) {
        long number = newest.incrementAndGet();
        worker.execute(() -> {
            if (newest.get() != number) {
                return;
            }
            T result = computation.get();
            ui.execute(() -> {
                if (newest.get() == number) {
                    show.accept(result);
                }
            });
        });
    }

    /** Drops all requests that are not shown yet. */
    public void drop() {
        newest.incrementAndGet();
    }

    @Override
    public void close() {
        worker.shutdownNow();
    }
}
