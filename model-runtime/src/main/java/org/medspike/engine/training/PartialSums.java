package org.medspike.engine.training;

import java.util.Arrays;
import org.medspike.engine.kernel.Lines;
import org.medspike.engine.work.Workers;

/**
 * What the gradient of a kernel is added up from, band by band, in memory that all features share: it is theirs from
 * {@link #clear} until they have added it up.
 */
final class PartialSums {

    private final Context context;
    private final int size;
    private final int bands;
    private final Workers.Job clearing = this::clear;

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

    /** All are zero from now on. */
    void clear() {
        context.run(bands, clearing);
    }

    private void clear(int band, int worker) {
        Arrays.fill(values(), offset(band), offset(band) + size, 0f);
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
