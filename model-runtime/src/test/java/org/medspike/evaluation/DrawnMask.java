package org.medspike.evaluation;

import java.util.BitSet;
import java.util.SplittableRandom;
import org.medspike.mask.Mask;

/** Masks for tests: drawn as text, one string a row, {@code #} for the object; discs; or sprinkled at random. */
final class DrawnMask {

    private DrawnMask() {}

    static Mask of(String... rows) {
        int width = rows[0].length();
        BitSet pixels = new BitSet();
        for (int y = 0; y < rows.length; y++) {
            for (int x = 0; x < width; x++) {
                pixels.set(y * width + x, rows[y].charAt(x) == '#');
            }
        }
        return new Mask(width, rows.length, pixels);
    }

    /** The pixels of a square image with {@code (x - cx)² + (y - cy)² <= r²}. */
    static Mask disc(int size, int cx, int cy, int r) {
        BitSet pixels = new BitSet();
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                pixels.set(y * size + x, (x - cx) * (x - cx) + (y - cy) * (y - cy) <= r * r);
            }
        }
        return new Mask(size, size, pixels);
    }

    static Mask sprinkled(int width, int height, double density, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        BitSet pixels = new BitSet();
        for (int i = 0; i < width * height; i++) {
            pixels.set(i, random.nextDouble() < density);
        }
        return new Mask(width, height, pixels);
    }
}
