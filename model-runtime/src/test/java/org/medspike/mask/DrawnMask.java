package org.medspike.mask;

import java.util.BitSet;
import java.util.SplittableRandom;

/** Masks for tests: drawn as text, one string a row, {@code #} for the object; or sprinkled at random. */
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

    static Mask sprinkled(int width, int height, double density, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        BitSet pixels = new BitSet();
        for (int i = 0; i < width * height; i++) {
            pixels.set(i, random.nextDouble() < density);
        }
        return new Mask(width, height, pixels);
    }

    /** A disc whose pixels are those with centres within the radius. */
    static Mask disc(int size, double centre, double radius) {
        BitSet pixels = new BitSet();
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                pixels.set(y * size + x, Math.hypot(x + 0.5 - centre, y + 0.5 - centre) <= radius);
            }
        }
        return new Mask(size, size, pixels);
    }
}
