package org.medspike.engine.work;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A fixed number of threads, the caller's among them, that do the parts of one job after the other.
 *
 * <p>Who does which part is left to chance; a job whose parts do not depend on each other gives the same result whatever
 * the number of threads. Nothing is allocated while it runs. Used by one thread at a time; owns daemon threads and must be
 * closed.
 */
public final class Workers implements AutoCloseable {

    /** Turns to look for work before a thread goes to sleep: passes follow each other at once. */
    private static final int PATIENCE = 2000;

    private final Thread[] threads;
    private final AtomicInteger nextPart = new AtomicInteger();
    private final AtomicInteger busy = new AtomicInteger();
    private volatile int round;
    private volatile boolean closed;
    private volatile @Nullable Throwable failure;
    private @Nullable Job job;
    private int parts;

    /** A job in parts. */
    @FunctionalInterface
    public interface Job {
        /**
         * Does one part.
         *
         * @param part its number, from zero
         * @param worker who does it, from zero: the caller's thread is zero
         */
        void run(int part, int worker);
    }

    /** Starts all but one of these threads; the caller's is the last. */
    public Workers(int count) {
        threads = new Thread[Math.max(0, count - 1)];
        for (int i = 0; i < threads.length; i++) {
            int worker = i + 1;
            threads[i] = new Thread(() -> serve(worker), "engine-" + worker);
            threads[i].setDaemon(true);
            threads[i].start();
        }
    }

    /** Number of threads, the caller's included. */
    public int count() {
        return threads.length + 1;
    }

    /** Does all parts; returns when they are done. */
    public void run(int count, Job work) {
        if (threads.length == 0 || count == 1) {
            for (int part = 0; part < count; part++) {
                work.run(part, 0);
            }
            return;
        }
        job = work;
        parts = count;
        failure = null;
        nextPart.set(0);
        busy.set(threads.length);
        round++;
        for (Thread thread : threads) {
            LockSupport.unpark(thread);
        }
        try {
            share(work, 0);
        } finally {
            int patience = PATIENCE;
            while (busy.get() != 0) {
                if (patience-- > 0) {
                    Thread.onSpinWait();
                } else {
                    // Where other programs want the cores, the one that is waited for may need this one.
                    Thread.yield();
                }
            }
            job = null;
        }
        Throwable fault = failure;
        if (fault != null) {
            throw new IllegalStateException("a worker failed: " + fault, fault);
        }
    }

    private void share(Job work, int worker) {
        int part = nextPart.getAndIncrement();
        while (part < parts) {
            work.run(part, worker);
            part = nextPart.getAndIncrement();
        }
    }

    private void serve(int worker) {
        int done = 0;
        while (true) {
            int patience = PATIENCE;
            while (round == done && !closed) {
                if (patience-- > 0) {
                    Thread.onSpinWait();
                } else {
                    LockSupport.park(this);
                }
            }
            if (closed) {
                return;
            }
            done++;
            try {
                Job work = job;
                if (work != null) {
                    share(work, worker);
                }
            } catch (RuntimeException | LinkageError | OutOfMemoryError e) {
                failure = e;
            } finally {
                busy.decrementAndGet();
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        for (Thread thread : threads) {
            LockSupport.unpark(thread);
        }
    }
}
