package org.medspike.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.medspike.bundle.PreprocessingSpec;
import org.medspike.dataset.Case;
import org.medspike.dataset.LabelledImage;
import org.medspike.imaging.ImageFiles;

/**
 * The samples of a data folder for one input: kept in memory as far as there is room, else decoded again whenever they are
 * needed. Thread safe.
 */
final class SampleStore {

    private final ImageFiles files;
    private final PreprocessingSpec input;
    private final long room;
    private final AtomicLong taken = new AtomicLong();
    private final Map<String, Sample> kept = new ConcurrentHashMap<>();

    /**
     * An empty store.
     *
     * @param room bytes of the heap that it may take
     */
    SampleStore(ImageFiles files, PreprocessingSpec input, long room) {
        this.files = files;
        this.input = input;
        this.room = room;
    }

    /** A quarter of what the heap can become: the rest is for batches, weights and the optimiser. */
    static long defaultRoom() {
        return Runtime.getRuntime().maxMemory() / 4;
    }

    /** What its samples are for. */
    PreprocessingSpec input() {
        return input;
    }

    /** Whether there is room for more. */
    boolean hasRoom() {
        return taken.get() < room;
    }

    /** Keeps a sample of an image that is decoded already, if there is room. */
    Sample offer(LabelledImage image) {
        Sample sample = Sample.of(image, input);
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
