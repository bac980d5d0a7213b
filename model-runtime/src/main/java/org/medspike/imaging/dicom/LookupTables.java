package org.medspike.imaging.dicom;

import java.util.Optional;
import org.medspike.imaging.LookupTable;
import org.medspike.imaging.Palette;

/** Reads the tables of a data set: Modality and VOI LUTs (PS3.3, C.11.1 and C.11.2), palettes (C.7.6.3.1.5 and C.7.9). */
final class LookupTables {

    private static final int MOST_ENTRIES = 1 << 16;

    /** Each colour's elements follow the last one's. */
    private static final int COLOURS = 3;

    private LookupTables() {}

    /**
     * The table of an item.
     *
     * @param signed whether the values that are looked up may be below zero
     */
    static Optional<LookupTable> table(DataSet item, boolean signed) {
        Descriptor descriptor = Descriptor.of(item.words(Tag.LUT_DESCRIPTOR), signed);
        int[] entries = item.words(Tag.LUT_DATA);
        if (descriptor.bits() <= 8 && entries.length < descriptor.entries()) {
            entries = bytes(item.bytes(Tag.LUT_DATA));
        }
        return entries.length == 0 || descriptor.bits() < 1 || descriptor.bits() > 16
                ? Optional.empty()
                : Optional.of(new LookupTable(descriptor.first(), entries, bits(descriptor.bits(), entries)));
    }

    /** Some writers give more bits to the entries than they say. */
    private static int bits(int declared, int[] entries) {
        int most = 0;
        for (int entry : entries) {
            most = Math.max(most, entry);
        }
        return Math.max(declared, 32 - Integer.numberOfLeadingZeros(most));
    }

    /** The palette of a data set; empty where a colour is missing. */
    static Optional<Palette> palette(DataSet data, boolean signed) {
        int[] colours = new int[0];
        int first = 0;
        for (int c = 0; c < COLOURS; c++) {
            Descriptor descriptor = Descriptor.of(data.words(Tag.RED_PALETTE_DESCRIPTOR + c), signed);
            int[] levels = levels(data, c, descriptor);
            if (levels.length == 0) {
                return Optional.empty();
            }
            if (c == 0) {
                colours = new int[Math.min(descriptor.entries(), levels.length)];
                first = descriptor.first();
            }
            for (int i = 0; i < colours.length; i++) {
                colours[i] |= levels[Math.min(i, levels.length - 1)] << 16 - 8 * c;
            }
        }
        return Optional.of(new Palette(first, colours));
    }

    /** Levels of one colour, eight bits each. */
    private static int[] levels(DataSet data, int colour, Descriptor descriptor) {
        int[] entries = data.words(Tag.RED_PALETTE_DATA + colour);
        if (entries.length == 0) {
            entries = expanded(data.words(Tag.RED_PALETTE_SEGMENTED_DATA + colour));
        } else if (descriptor.bits() <= 8 && entries.length < descriptor.entries()) {
            entries = bytes(data.bytes(Tag.RED_PALETTE_DATA + colour));
        }
        int most = 0;
        for (int entry : entries) {
            most = Math.max(most, entry);
        }
        // Sixteen bits are declared by some writers that store eight.
        int shift = descriptor.bits() > 8 && most > 255 ? 8 : 0;
        int[] levels = new int[entries.length];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = entries[i] >> shift & 0xff;
        }
        return levels;
    }

    private static int[] bytes(byte[] values) {
        int[] entries = new int[values.length];
        for (int i = 0; i < entries.length; i++) {
            entries[i] = values[i] & 0xff;
        }
        return entries;
    }

    /** Discrete segments (0), lines (1) and repetitions (2) of a segmented palette (PS3.3, C.7.9.2). */
    private static int[] expanded(int[] words) {
        int[] entries = new int[MOST_ENTRIES];
        int count = segments(words, 0, words.length, entries, 0, true);
        return java.util.Arrays.copyOf(entries, count);
    }

    private static int segments(int[] words, int from, int to, int[] entries, int filled, boolean outer) {
        int count = filled;
        int at = from;
        while (at + 2 < to && count < MOST_ENTRIES) {
            int kind = words[at];
            int length = Math.min(words[at + 1], MOST_ENTRIES - count);
            at += 2;
            if (kind == 0) {
                for (int i = 0; i < length && at < to; i++) {
                    entries[count++] = words[at++];
                }
            } else if (kind == 1 && count > 0) {
                int begin = entries[count - 1];
                for (int i = 1; i <= length; i++) {
                    entries[count++] = begin + Math.round((words[at] - begin) * (float) i / length);
                }
                at++;
            } else if (kind == 2 && outer && at + 1 < to) {
                int start = words[at] | words[at + 1] << 16;
                at += 2;
                if (start >= 0 && start < words.length) {
                    count = repeated(words, start, length, entries, count);
                }
            } else {
                break;
            }
        }
        return count;
    }

    private static int repeated(int[] words, int start, int segments, int[] entries, int filled) {
        int count = filled;
        int at = start;
        for (int i = 0; i < segments && at + 2 < words.length; i++) {
            int length = words[at] == 0 ? 2 + words[at + 1] : 3;
            count = segments(words, at, Math.min(words.length, at + length), entries, count, false);
            at += length;
        }
        return count;
    }

    /** Number of entries, the first value that is looked up, bits of an entry. */
    private record Descriptor(int entries, int first, int bits) {

        static Descriptor of(int[] words, boolean signed) {
            if (words.length < 3) {
                return new Descriptor(0, 0, 0);
            }
            int first = signed ? (short) words[1] : words[1];
            return new Descriptor(words[0] == 0 ? MOST_ENTRIES : words[0], first, words[2]);
        }
    }
}
