package org.medspike.export.dicomseg;

import java.io.IOException;
import java.io.OutputStream;
import org.medspike.mask.Mask;

/** Pixels of one bit: eight to a byte, the first in the lowest bit, rows and frames without gaps (PS3.5, 8.1.1 and annex D). */
final class BitPacking {

    private final OutputStream out;
    private int held;
    private int count;

    BitPacking(OutputStream out) {
        this.out = out;
    }

    /** Adds a frame. */
    void add(Mask mask) throws IOException {
        int pixels = mask.width() * mask.height();
        for (int i = 0; i < pixels; i++) {
            held |= (mask.pixels().get(i) ? 1 : 0) << count;
            if (++count == Byte.SIZE) {
                flush();
            }
        }
    }

    /** Writes the last bits. */
    void finish() throws IOException {
        if (count > 0) {
            flush();
        }
    }

    private void flush() throws IOException {
        out.write(held);
        held = 0;
        count = 0;
    }
}
