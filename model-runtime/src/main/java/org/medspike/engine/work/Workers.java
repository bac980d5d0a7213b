package org.medspike.engine.work;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A fixed number of threads, the caller's among them, that do the parts of one job after the other.
 *
 * <p>Each begins with a share of neighbouring parts, the same for every job of as many parts, so that what a thread has
 * written for one job is still in its cache for the next; who is done takes parts from the end of another's share. So who does
 * which part is left to chance: a job whose parts do not depend on each other gives the same result whatever the number of
 * threads. Nothing is allocated while it runs. Used by one thread at a time; owns daemon threads and must be
 * closed.
 */
public final class Workers implements AutoCloseable {

    /** Turns to look for work before a thread goes to sleep: passes follow each other at once. */
    private static final int PATIENCE = 2000;

    /** From one share to the next, so that threads do not write to the same line of the cache. */
    private static final int LINE = 16;

    private final Thread[] threads;
    private final AtomicLongArray shares;
    private final AtomicInteger busy = new AtomicInteger();
    private volatile int round;
    private volatile boolean closed;
    private volatile @Nullable Throwable failure;
    private @Nullable Job job;

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
        shares = new AtomicLongArray((threads.length + 2) * LINE);
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
        failure = null;
        for (int worker = 0; worker <= threads.length; worker++) {
            shares.set(place(worker), share(begin(worker, count), begin(worker + 1, count)));
        }
        busy.set(threads.length);
        round++;
        for (Thread thread : threads) {
            LockSupport.unpark(thread);
        }
        try {
            work(work, 0);
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

    private static int place(int worker) {
        return (worker + 1) * LINE;
    }

    /** The first part of a worker's share. */
    private int begin(int worker, int count) {
        return (int) ((long) worker * count / count());
    }

    /** Parts that are left of a share, in one word. */
    private static long share(int begin, int end) {
        return (long) begin << Integer.SIZE | end;
    }

    private static int begin(long share) {
        return (int) (share >>> Integer.SIZE);
    }

    private static int end(long share) {
        return (int) share;
    }

    private void work(Job work, int worker) {
        int part = next(worker);
        while (part >= 0) {
            work.run(part, worker);
            part = next(worker);
        }
        for (int other = fullest(); other >= 0; other = fullest()) {
            part = last(other);
            if (part >= 0) {
                work.run(part, worker);
            }
        }
    }

    /** Takes the first part that is left of a worker's own share; -1 if none is. */
    private int next(int worker) {
        while (true) {
            long left = shares.get(place(worker));
            if (begin(left) >= end(left)) {
                return -1;
            }
            if (shares.compareAndSet(place(worker), left, share(begin(left) + 1, end(left)))) {
                return begin(left);
            }
        }
    }

    /** Takes the last part that is left of another's share; -1 if somebody else was faster. */
    private int last(int worker) {
        long left = shares.get(place(worker));
        boolean takes =
                begin(left) < end(left) && shares.compareAndSet(place(worker), left, share(begin(left), end(left) - 1));
        return takes ? end(left) - 1 : -1;
    }

    /** Who has most parts left; -1 if nobody has any. */
    private int fullest() {
        int found = -1;
        int most = 0;
        for (int worker = 0; worker <= threads.length; worker++) {
            long left = shares.get(place(worker));
            if (end(left) - begin(left) > most) {
                most = end(left) - begin(left);
                found = worker;
            }
        }
        return found;
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
                    work(work, worker);
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
