package org.medspike.engine.training;

import java.util.Arrays;
import org.medspike.engine.kernel.Lines;

/**
 * What the gradient of a kernel is added up from, band by band, in memory that all features share: it is theirs from
 * {@link #clear} until they have added it up. Who owns a band sets its sums to zero, so that they are in the cache in which they
 * are added to.
 */
final class PartialSums {

    private final Context context;
    private final int size;
    private final int bands;
    private final boolean[] cleared;

    /**
     * Memory for sums.
     *
     * @param size values of a band, a multiple of a line
     * @param bands of the pass that adds to them
     */
    PartialSums(Context context, int size, int bands) {
        this.context = context;
        this.size = size;
        this.bands = bands;
        cleared = new boolean[bands];
        context.reservePartial(Math.multiplyExact(size, bands));
    }

    /** Number of bands. */
    int bands() {
        return bands;
    }

    /** The array of {@link #offset}. */
    float[] values() {
        return context.partial();
    }

    /** Where the sums of a band begin. */
    int offset(int band) {
        return Lines.START + band * size;
    }

    /** All sums begin at zero; {@link #open} follows for each band. */
    void clear() {
        Arrays.fill(cleared, false);
    }

    /** A band is about to be added to: its sums are zero the first time. */
    void open(int band) {
        if (!cleared[band]) {
            Arrays.fill(values(), offset(band), offset(band) + size, 0f);
            cleared[band] = true;
        }
    }

    /** Adds some sums of a band, those from {@code first} on. */
    void addTo(double[] into, int band, int first) {
        float[] values = values();
        int from = offset(band) + first;
        for (int i = 0; i < into.length; i++) {
            into[i] += values[from + i];
        }
    }
}
