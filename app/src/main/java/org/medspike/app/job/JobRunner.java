package org.medspike.app.job;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.medspike.task.TaskCancelledException;
import org.medspike.task.TaskContext;

/**
 * Runs jobs on a few threads and brings what they give back to the FX thread.
 *
 * <p>Used on the FX thread. Closing it cancels what runs; threads are daemons and never keep the program alive.
 */
public final class JobRunner implements AutoCloseable {

    private static final int THREADS = 2;

    private final Executor ui;
    private final ExecutorService workers;
    private final ObservableList<Job> running = FXCollections.observableArrayList();

    /**
     * A runner.
     *
     * @param ui runs tasks on the FX thread, in order
     */
    public JobRunner(Executor ui) {
        this.ui = ui;
        AtomicInteger number = new AtomicInteger();
        workers = Executors.newFixedThreadPool(THREADS, task -> {
            Thread thread = new Thread(task, "job-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Work that may fail.
     *
     * @param <T> what it gives
     */
    @FunctionalInterface
    public interface Work<T> {
        /** Does the work on a thread of the runner; checks now and then whether it shall stop. */
        T run(TaskContext task) throws Exception;
    }

    /** Jobs that wait or run, oldest first. */
    public ObservableList<Job> running() {
        return running;
    }

    /**
     * Starts a job.
     *
     * @param name for the user
     * @param work what is done on another thread
     * @param onDone called on the FX thread with what the work gave, unless the job was cancelled meanwhile
     * @param onFailed called on the FX thread with why it failed, likewise
     */
    public <T> Job start(String name, Work<T> work, Consumer<T> onDone, Consumer<Exception> onFailed) {
        Job job = new Job(name);
        running.add(job);
        workers.execute(() -> run(job, work, onDone, onFailed));
        return job;
    }

    private <T> void run(Job job, Work<T> work, Consumer<T> onDone, Consumer<Exception> onFailed) {
        Runnable outcome = () -> {};
        try {
            Context context = new Context(job);
            context.checkCancelled();
            T result = work.run(context);
            outcome = () -> onDone.accept(result);
        } catch (TaskCancelledException e) {
            job.cancel();
        } catch (Exception e) {
            // The edge between work and window: whatever went wrong is told to the user there.
            outcome = () -> onFailed.accept(e);
        } finally {
            Runnable last = outcome;
            ui.execute(() -> {
                running.remove(job);
                if (!job.isCancelled()) {
                    last.run();
                }
            });
        }
    }

    @Override
    public void close() {
        running.forEach(Job::cancel);
        workers.shutdownNow();
    }

    /** What the work is given; passes its progress on. */
    private final class Context implements TaskContext {

        private final Job job;

        Context(Job job) {
            this.job = job;
        }

        @Override
        public void progress(double fraction, String doing) {
            ui.execute(() -> job.show(fraction, doing));
        }

        @Override
        public boolean isCancelled() {
            return job.isCancelled();
        }
    }
}
