package org.medspike.imaging;

/**
 * Colours that stored values pick (PS3.3, C.7.6.3.1.5 and C.7.6.3.1.6).
 *
 * @param first the stored value that picks the first colour; smaller ones pick it too
 * @param colours {@code 0xRRGGBB}, at least one; values beyond the last pick the last. The array is handed over
 */
public record Palette(int first, int[] colours) {

    /** Refuses a palette without a colour. */
    public Palette {
        if (colours.length == 0) {
            throw new IllegalArgumentException("a palette needs a colour");
        }
    }

    /** The colour of a stored value. */
    public int colour(int stored) {
        long index = (long) stored - first;
        return colours[(int) Math.max(0, Math.min(colours.length - 1, index))];
    }
}
