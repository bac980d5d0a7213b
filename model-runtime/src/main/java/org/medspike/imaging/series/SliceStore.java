package org.medspike.imaging.series;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.medspike.imaging.Frame;
import org.medspike.imaging.ImageFiles;
import org.medspike.imaging.ImageReadException;
import org.medspike.imaging.ImageSource;

/**
 * Decodes slices when they are asked for, and keeps those that were asked for last as long as they fit a budget.
 *
 * <p>Thread safe; slices are decoded one at a time. The last file of several frames stays open, so that its header is not
 * parsed, nor a compressed volume inflated, for each of them. Close it when done.
 */
public final class SliceStore implements AutoCloseable {

    private static final long LEAST = 32L << 20;
    private static final long MOST = 512L << 20;

    private final ImageFiles files;
    private final long budget;
    private final ReentrantLock decoding = new ReentrantLock();
    private final LinkedHashMap<Key, Frame> kept = new LinkedHashMap<>(64, 0.75f, true);
    private long bytes;
    private @Nullable ImageSource source;
    private @Nullable Path opened;
    private volatile boolean closed;

    private record Key(Path file, int frame) {}

    /**
     * An empty store.
     *
     * @param budget bytes of samples that are kept; the slice asked for last is kept whatever it needs
     */
    public SliceStore(ImageFiles files, long budget) {
        this.files = files;
        this.budget = budget;
    }

    /** A sixth of the largest heap, within what is of any use. */
    public static long usualBudget() {
        return Math.max(LEAST, Math.min(MOST, Runtime.getRuntime().maxMemory() / 6));
    }

    /** The slice as it is stored, if it is kept; never waits for a decoder. */
    public Optional<Frame> kept(Slice slice) {
        synchronized (kept) {
            return Optional.ofNullable(kept.get(key(slice)));
        }
    }

    /**
     * The slice as it is stored, decoded if it is not kept.
     *
     * @throws ImageReadException if it cannot be decoded, or the store is closed
     */
    public Frame read(Slice slice) throws ImageReadException {
        Optional<Frame> before = kept(slice);
        if (before.isPresent()) {
            return before.get();
        }
        decoding.lock();
        try {
            Optional<Frame> meanwhile = kept(slice);
            if (meanwhile.isPresent()) {
                return meanwhile.get();
            }
            if (closed) {
                throw ImageReadException.broken("its series was closed meanwhile");
            }
            Frame frame = source(slice.file()).read(slice.frame());
            closeSingle();
            keep(key(slice), frame);
            return frame;
        } finally {
            decoding.unlock();
            releaseIfClosed();
        }
    }

    /** Lets go of what is open once the store is closed: whoever comes last, who closes it or who decodes, does it. */
    private void releaseIfClosed() {
        if (closed && decoding.tryLock()) {
            try {
                closeSource();
                synchronized (kept) {
                    kept.clear();
                    bytes = 0;
                }
            } finally {
                decoding.unlock();
            }
        }
    }

    private ImageSource source(Path file) throws ImageReadException {
        if (source == null || !file.equals(opened)) {
            closeSource();
            source = files.open(file);
            opened = file;
        }
        return source;
    }

    private void closeSingle() {
        if (source != null && source.info().frames() == 1) {
            closeSource();
        }
    }

    private void closeSource() {
        if (source != null) {
            source.close();
            source = null;
            opened = null;
        }
    }

    private void keep(Key key, Frame frame) {
        synchronized (kept) {
            kept.put(key, frame);
            bytes += sizeOf(frame);
            var oldest = kept.entrySet().iterator();
            while (bytes > budget && kept.size() > 1) {
                Map.Entry<Key, Frame> entry = oldest.next();
                bytes -= sizeOf(entry.getValue());
                oldest.remove();
            }
        }
    }

    /** Bytes of a frame's samples. */
    static long sizeOf(Frame frame) {
        int each = frame.bitsStored() <= 8 ? 1 : frame.bitsStored() <= 16 ? 2 : 4;
        return (long) frame.samples().length() * each;
    }

    private static Key key(Slice slice) {
        return new Key(slice.file(), slice.frame());
    }

    /** How many bytes of samples are kept at this moment. */
    public long keptBytes() {
        synchronized (kept) {
            return bytes;
        }
    }

    /** Never waits for a decoder. */
    @Override
    public void close() {
        closed = true;
        releaseIfClosed();
    }
}
