package org.medspike.export;

import java.util.BitSet;
import org.medspike.mask.Mask;

/** Masks drawn as text, one string a row, {@code #} for the object. */
public final class DrawnMask {

    private DrawnMask() {}

    /** The mask of these rows. */
    public static Mask of(String... rows) {
        int width = rows[0].length();
        BitSet pixels = new BitSet();
        for (int y = 0; y < rows.length; y++) {
            for (int x = 0; x < width; x++) {
                pixels.set(y * width + x, rows[y].charAt(x) == '#');
            }
        }
        return new Mask(width, rows.length, pixels);
    }
}
