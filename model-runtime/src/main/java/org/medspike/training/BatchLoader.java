package org.medspike.training;

import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Gives the batches of an epoch, each prepared while the one before it is learned from.
 *
 * <p>Order and augmentation depend on the seed and the epoch alone, so a resumed epoch equals an uninterrupted one. A
 * last batch that is not full is left out, unless there is no other.
 */
final class BatchLoader implements AutoCloseable {

    private final List<Sample> samples;
    private final int batchSize;
    private final Augmentation augmentation;
    private final long seed;
    private final ExecutorService worker = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "batch-loader");
        thread.setDaemon(true);
        return thread;
    });

    private int[] order = {};
    private int epoch;
    private int next;
    private CompletableFuture<Batch> ahead =
            CompletableFuture.failedFuture(new IllegalStateException("no epoch begun"));

    BatchLoader(List<Sample> samples, int batchSize, Augmentation augmentation, long seed) {
        this.samples = samples;
        this.batchSize = Math.min(batchSize, samples.size());
        this.augmentation = augmentation;
        this.seed = seed;
    }

    int batchesPerEpoch() {
        return samples.size() / batchSize;
    }

    /** Starts an epoch from its first batch. */
    void begin(int newEpoch) {
        epoch = newEpoch;
        next = 0;
        SplittableRandom random = random(-1);
        order = new int[samples.size()];
        for (int i = 0; i < order.length; i++) {
            int j = random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        prefetch();
    }

    /** The next batch; call {@link #batchesPerEpoch()} times an epoch. */
    Batch next() {
        Batch batch = ahead.join();
        if (next < batchesPerEpoch()) {
            prefetch();
        }
        return batch;
    }

    private void prefetch() {
        int index = next++;
        ahead = CompletableFuture.supplyAsync(() -> prepare(index), worker);
    }

    private Batch prepare(int index) {
        int size = samples.get(0).size();
        int plane = size * size;
        float[] images = new float[batchSize * 3 * plane];
        float[] masks = new float[batchSize * plane];
        for (int i = 0; i < batchSize; i++) {
            int position = index * batchSize + i;
            augmentation.apply(samples.get(order[position]), random(position), images, i * 3 * plane, masks, i * plane);
        }
        return new Batch(batchSize, size, images, masks);
    }

    /** Random numbers of one position of one epoch. */
    private SplittableRandom random(int position) {
        return new SplittableRandom(seed * 1_000_003L + epoch * 1_000_000_007L + position);
    }

    @Override
    public void close() {
        worker.shutdownNow();
    }
}
