package org.medspike.imaging.codec.jpeg;

import java.util.Arrays;
import org.medspike.imaging.ImageReadException;

/** Tables that hold until others of the same number come, and the restart interval (T.81, B.2.4). */
final class JpegTables {

    private static final int MOST = 4;
    private static final int HUFFMAN = 0xc4;
    private static final int QUANTISATION = 0xdb;
    private static final int RESTART_INTERVAL = 0xdd;

    private final JpegBytes bytes;
    private final int[][] quantisation = new int[MOST][0];
    private final HuffmanTable[] dc = new HuffmanTable[MOST];
    private final HuffmanTable[] ac = new HuffmanTable[MOST];
    private int restartInterval;

    JpegTables(JpegBytes bytes) {
        this.bytes = bytes;
        Arrays.fill(dc, HuffmanTable.empty());
        Arrays.fill(ac, HuffmanTable.empty());
    }

    HuffmanTable dc(int number) {
        return dc[number & MOST - 1];
    }

    HuffmanTable ac(int number) {
        return ac[number & MOST - 1];
    }

    /** Steps by frequency, in rows. */
    int[] quantisation(int number) throws ImageReadException {
        int[] steps = quantisation[number & MOST - 1];
        if (steps.length == 0) {
            throw EntropyBits.damaged();
        }
        return steps;
    }

    /** Units between restart markers; 0 where there are none. */
    int restartInterval() {
        return restartInterval;
    }

    /** Takes in a segment, if it is one of tables. */
    void take(JpegBytes.Segment segment) throws ImageReadException {
        switch (segment.marker()) {
            case HUFFMAN -> huffman(segment);
            case QUANTISATION -> quantisation(segment);
            case RESTART_INTERVAL -> restartInterval = bytes.number(segment.at());
            default -> {
                // Comments and applications' own segments say nothing of the pixels.
            }
        }
    }

    private void huffman(JpegBytes.Segment segment) throws ImageReadException {
        int at = segment.at();
        while (at + 17 <= segment.end()) {
            int kind = bytes.unsigned(at);
            int[] counts = new int[16];
            int total = 0;
            for (int i = 0; i < 16; i++) {
                counts[i] = bytes.unsigned(at + 1 + i);
                total += counts[i];
            }
            at += 17;
            if ((kind & 15) >= MOST || kind >> 4 > 1 || total > 256 || at + total > segment.end()) {
                throw EntropyBits.damaged();
            }
            (kind >> 4 == 0 ? dc : ac)[kind & 15] = new HuffmanTable(counts, bytes.copy(at, total));
            at += total;
        }
    }

    private void quantisation(JpegBytes.Segment segment) throws ImageReadException {
        int at = segment.at();
        while (at < segment.end()) {
            int kind = bytes.unsigned(at++);
            int size = kind >> 4 == 0 ? 1 : 2;
            if ((kind & 15) >= MOST || at + 64 * size > segment.end()) {
                throw EntropyBits.damaged();
            }
            int[] steps = new int[Component.BLOCK];
            for (int k = 0; k < Component.BLOCK; k++, at += size) {
                steps[BlockDecoder.ZIGZAG[k]] = size == 1 ? bytes.unsigned(at) : bytes.number(at);
            }
            quantisation[kind & 15] = steps;
        }
    }
}
