package org.medspike.imaging.codec.jpeg;

import org.medspike.imaging.ImageReadException;

/** Codes of up to sixteen bits and the symbols that they stand for (T.81, annex C and F.2.2.3). */
final class HuffmanTable {

    private static final int LONGEST = 16;
    private static final int QUICK = 9;

    /** By the next nine bits: length of the code and its symbol; 0 where the code is longer. */
    private final short[] quick = new short[1 << QUICK];

    private final int[] largest = new int[LONGEST + 1];
    private final int[] offset = new int[LONGEST + 1];
    private final byte[] symbols;

    /**
     * A table.
     *
     * @param counts how many codes have 1, 2 ... 16 bits
     * @param symbols in the order of the codes
     */
    HuffmanTable(int[] counts, byte[] symbols) throws ImageReadException {
        this.symbols = symbols.clone();
        int code = 0;
        int next = 0;
        for (int length = 1; length <= LONGEST; length++) {
            int count = counts[length - 1];
            offset[length] = next - code;
            if (code + count > 1 << length) {
                throw EntropyBits.damaged();
            }
            for (int i = 0; i < count; i++, code++, next++) {
                if (length <= QUICK) {
                    int first = code << QUICK - length;
                    short entry = (short) (length << 8 | symbols[next] & 0xff);
                    java.util.Arrays.fill(quick, first, first + (1 << QUICK - length), entry);
                }
            }
            largest[length] = code - 1;
            code <<= 1;
        }
    }

    /** A table without a code, which every code contradicts. */
    static HuffmanTable empty() {
        try {
            return new HuffmanTable(new int[LONGEST], new byte[0]);
        } catch (ImageReadException e) {
            throw new IllegalStateException("no code contradicts no other", e);
        }
    }

    /** The next symbol. */
    int next(EntropyBits bits) throws ImageReadException {
        int ahead = bits.peek(LONGEST);
        int entry = quick[ahead >> LONGEST - QUICK];
        if (entry != 0) {
            bits.skip(entry >> 8);
            return entry & 0xff;
        }
        for (int length = QUICK + 1; length <= LONGEST; length++) {
            int code = ahead >> LONGEST - length;
            if (code <= largest[length]) {
                int index = code + offset[length];
                if (index < 0 || index >= symbols.length) {
                    break;
                }
                bits.skip(length);
                return symbols[index] & 0xff;
            }
        }
        throw EntropyBits.damaged();
    }
}
