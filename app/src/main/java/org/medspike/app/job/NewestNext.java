package org.medspike.app.job;

import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Pictures that follow a control without falling behind: what is begun is shown, and of the requests that came meanwhile only
 * the newest is next.
 *
 * <p>Unlike {@link LatestOnly} it shows something even while requests come faster than they are computed, as in a clip. Used
 * on the FX thread; computations run on a thread of its own, what they give comes back on the FX thread.
 */
public final class NewestNext implements AutoCloseable {

    private final Executor ui;
    private final ExecutorService worker;
    private Optional<Runnable> waiting = Optional.empty();
    private boolean busy;
    private long generation;

    /**
     * Nothing to compute yet.
     *
     * @param ui runs tasks on the FX thread, in order
     * @param name of its thread
     */
    public NewestNext(Executor ui, String name) {
        this.ui = ui;
        worker = Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Computes something and shows it; replaces a request that still waits. */
    public <T> void request(Supplier<T> computation, Consumer<T> show) {
        long current = generation;
        Runnable start = () -> start(computation, show, current);
        if (busy) {
            waiting = Optional.of(start);
        } else {
            start.run();
        }
    }

    private <T> void start(Supplier<T> computation, Consumer<T> show, long current) {
        busy = true;
        worker.execute(() -> {
            Runnable shown = () -> {};
            try {
                T result = computation.get();
                shown = () -> show.accept(result);
            } finally {
                Runnable last = shown;
                ui.execute(() -> done(current, last));
            }
        });
    }

    private void done(long current, Runnable shown) {
        busy = false;
        Optional<Runnable> next = waiting;
        waiting = Optional.empty();
        next.ifPresent(Runnable::run);
        if (current == generation) {
            shown.run();
        }
    }

    /** Whether something is computed, or waits to be. */
    public boolean isBusy() {
        return busy;
    }

    /** Drops all requests that are not shown yet. */
    public void drop() {
        generation++;
        waiting = Optional.empty();
    }

    @Override
    public void close() {
        worker.shutdownNow();
    }
}
