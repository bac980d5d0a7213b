package org.medspike.imaging;

/**
 * A table from values to values: a Modality LUT or a VOI LUT (PS3.3, C.11.1 and C.11.2).
 *
 * @param first the value that looks up the first entry; smaller ones do too
 * @param entries at least one; values beyond the last look up the last. The array is handed over
 * @param bits of an entry, 1 to 16; the largest of so many bits is the brightest that a VOI LUT can give
 */
public record LookupTable(int first, int[] entries, int bits) {

    /** Refuses a table without an entry. */
    public LookupTable {
        if (entries.length == 0 || bits < 1 || bits > 16) {
            throw new IllegalArgumentException(entries.length + " entries of " + bits + " bits make no table");
        }
    }

    /** The entry of a value. */
    public int entry(double value) {
        double index = Math.rint(value) - first;
        return entries[(int) Math.max(0, Math.min(entries.length - 1, index))];
    }

    /** The entry of a value as a share of the largest that its bits can hold, 0 to 1. */
    public double share(double value) {
        return Math.min(1, entry(value) / (double) ((1 << bits) - 1));
    }
}
