package org.medspike.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.medspike.dataset.Case;
import org.medspike.dataset.LabelledImage;
import org.medspike.imaging.ImageFiles;

/**
 * The samples of a data folder at one size: kept in memory as far as there is room, else decoded again whenever they are
 * needed. Thread safe.
 */
final class SampleStore {

    private final ImageFiles files;
    private final int size;
    private final long room;
    private final AtomicLong taken = new AtomicLong();
    private final Map<String, Sample> kept = new ConcurrentHashMap<>();

    /**
     * An empty store.
     *
     * @param room bytes of the heap that it may take
     */
    SampleStore(ImageFiles files, int size, long room) {
        this.files = files;
        this.size = size;
        this.room = room;
    }

    /** A quarter of what the heap can become: the rest is for batches, weights and the optimiser. */
    static long defaultRoom() {
        return Runtime.getRuntime().maxMemory() / 4;
    }

    int size() {
        return size;
    }

    /** Whether there is room for more. */
    boolean hasRoom() {
        return taken.get() < room;
    }

    /** Keeps a sample of an image that is decoded already, if there is room. */
    Sample offer(LabelledImage image) {
        Sample sample = Sample.of(image, size);
        if (taken.addAndGet(sample.bytes()) <= room) {
            kept.put(image.stem(), sample);
        } else {
            taken.addAndGet(-sample.bytes());
        }
        return sample;
    }

    /**
     * The sample of a case.
     *
     * @throws UncheckedIOException if its files can no longer be read
     */
    Sample get(Case one) {
        Sample sample = kept.get(one.stem());
        if (sample != null) {
            return sample;
        }
        try {
            return offer(one.load(files));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
