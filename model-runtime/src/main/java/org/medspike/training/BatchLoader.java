package org.medspike.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.medspike.dataset.Case;

/**
 * Gives the batches of an epoch, decoded and augmented by threads of its own while earlier ones are learned from.
 *
 * <p>Order and augmentation depend on the seed and the epoch alone, so a resumed epoch equals an uninterrupted one. A
 * last batch that is not full is left out, unless there is no other. Used by one thread; close it.
 */
final class BatchLoader implements AutoCloseable {

    private static final int THREADS =
            Math.max(1, Math.min(4, Runtime.getRuntime().availableProcessors()));
    private static final int AHEAD = 3;

    private final List<Case> cases;
    private final int draws;
    private final SampleStore store;
    private final int batchSize;
    private final Augmentation augmentation;
    private final long seed;
    private final ExecutorService workers = Executors.newFixedThreadPool(THREADS, task -> {
        Thread thread = new Thread(task, "batch-loader");
        thread.setDaemon(true);
        return thread;
    });

    private final Deque<CompletableFuture<Batch>> ahead = new ArrayDeque<>();
    private int[] order = {};
    private int epoch;
    private int next;
    private long waited;

    /**
     * A loader.
     *
     * @param crops how often an epoch draws from each case
     */
    BatchLoader(List<Case> cases, int crops, SampleStore store, int batchSize, Augmentation augmentation, long seed) {
        this.cases = cases;
        this.draws = cases.size() * crops;
        this.store = store;
        this.batchSize = Math.min(batchSize, draws);
        this.augmentation = augmentation;
        this.seed = seed;
    }

    int batchesPerEpoch() {
        return draws / batchSize;
    }

    /** Starts an epoch from its first batch. */
    void begin(int newEpoch) {
        ahead.forEach(batch -> batch.cancel(true));
        ahead.clear();
        epoch = newEpoch;
        next = 0;
        waited = 0;
        SplittableRandom random = random(-1);
        order = new int[draws];
        for (int i = 0; i < order.length; i++) {
            int j = random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        prefetch();
    }

    /**
     * The next batch; call {@link #batchesPerEpoch()} times an epoch.
     *
     * @throws IOException if a file can no longer be read
     */
    Batch next() throws IOException {
        long begun = System.nanoTime();
        try {
            return ahead.remove().join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof UncheckedIOException unreadable) {
                throw unreadable.getCause();
            }
            throw e;
        } finally {
            waited += System.nanoTime() - begun;
            prefetch();
        }
    }

    /** Seconds of this epoch that {@link #next} had to wait for a batch. */
    double secondsWaited() {
        return waited / 1e9;
    }

    private void prefetch() {
        while (next < batchesPerEpoch() && ahead.size() < AHEAD) {
            int index = next++;
            ahead.add(CompletableFuture.supplyAsync(() -> prepare(index), workers));
        }
    }

    private Batch prepare(int index) {
        int size = store.input().width();
        int plane = size * size;
        float[] images = new float[batchSize * 3 * plane];
        float[] masks = new float[batchSize * plane];
        for (int i = 0; i < batchSize; i++) {
            int position = index * batchSize + i;
            Sample sample = store.get(cases.get(order[position] % cases.size()));
            augmentation.apply(sample, size, random(position), images, i * 3 * plane, masks, i * plane);
        }
        return new Batch(batchSize, size, images, masks);
    }

    /** Random numbers of one position of one epoch. */
    private SplittableRandom random(int position) {
        return new SplittableRandom(seed * 1_000_003L + epoch * 1_000_000_007L + position);
    }

    @Override
    public void close() {
        workers.shutdownNow();
    }
}
