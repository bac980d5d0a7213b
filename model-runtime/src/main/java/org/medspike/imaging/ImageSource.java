package org.medspike.imaging;

import java.io.Closeable;
import java.util.Optional;

/**
 * An open image file: its header is read, its pixels are not until they are asked for.
 *
 * <p>Not thread safe; close it when done.
 */
public interface ImageSource extends Closeable {

    /** What the header says. */
    ImageInfo info();

    /**
     * Decodes one frame.
     *
     * @param index from zero
     * @throws ImageReadException if it cannot be decoded, or would not fit into memory
     */
    Frame read(int index) throws ImageReadException;

    /**
     * A fingerprint of the stored values of the first frame; of a volume, of all slices at its first point in time.
     *
     * @throws ImageReadException as {@link #read} does
     */
    default StoredStatistics statistics() throws ImageReadException {
        return StoredStatistics.of(read(0));
    }

    /**
     * Where a stored frame lies in the patient; empty where the file does not say.
     *
     * @param index from zero
     */
    default Optional<Placement> placement(int index) {
        return Optional.empty();
    }

    /** What the file says of the examination that its images are a part of. */
    default Examination examination() {
        return Examination.UNKNOWN;
    }

    @Override
    void close();
}
