package org.medspike.imaging.codec.jpegls;

import org.medspike.imaging.ImageReadException;

/**
 * Decodes the lines of a scan, with the neighbours that each sample is predicted from (A.2 and A.7, annex B for several
 * components).
 *
 * <p>A line has a cell before its first sample, which holds the first sample of the line above, and one after its last,
 * which repeats it.
 */
final class ScanDecoder {

    /** J: bits of the length of a run, by the run index (A.7.1.2). */
    private static final int[] RUN_ORDER = {
        0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 9, 10, 11, 12, 13, 14, 15
    };

    private final int width;
    private final SampleDecoder decoder;
    private final BitReader bits;
    private final int[][] above;
    private final int[][] line;
    private final int[] runIndex;

    /**
     * A decoder at the start of a scan or of a restart interval.
     *
     * @param components whose lines come in turns
     */
    ScanDecoder(int width, int components, SampleDecoder decoder, BitReader bits) {
        this.width = width;
        this.decoder = decoder;
        this.bits = bits;
        this.above = new int[components][width + 2];
        this.line = new int[components][width + 2];
        this.runIndex = new int[components];
    }

    /** Decodes the next line of every component, each by itself; sample x stands in cell x + 1. */
    int[][] lines() throws ImageReadException {
        next();
        for (int c = 0; c < line.length; c++) {
            line(c);
        }
        return line;
    }

    /** Decodes the next line of all components, sample by sample in turns. */
    int[][] interleavedLines() throws ImageReadException {
        next();
        int x = 1;
        while (x <= width) {
            boolean run = true;
            int[] contexts = new int[line.length];
            for (int c = 0; c < line.length; c++) {
                contexts[c] = context(c, x);
                run &= contexts[c] == 0;
            }
            if (!run) {
                for (int c = 0; c < line.length; c++) {
                    line[c][x] = decoder.regular(contexts[c], line[c][x - 1], above[c][x], above[c][x - 1]);
                }
                x++;
                continue;
            }
            x = run(0, line.length, x);
            if (x <= width) {
                for (int c = 0; c < line.length; c++) {
                    line[c][x] = decoder.interruption(line[c][x - 1], above[c][x], RUN_ORDER[runIndex[0]], false);
                }
                runIndex[0] = Math.max(0, runIndex[0] - 1);
                x++;
            }
        }
        return line;
    }

    private void next() {
        for (int c = 0; c < line.length; c++) {
            int[] done = line[c];
            line[c] = above[c];
            above[c] = done;
            done[width + 1] = done[width];
            line[c][0] = done[1];
        }
    }

    private int context(int c, int x) {
        return decoder.context(line[c][x - 1], above[c][x], above[c][x - 1], above[c][x + 1]);
    }

    private void line(int c) throws ImageReadException {
        int[] current = line[c];
        int[] before = above[c];
        int x = 1;
        while (x <= width) {
            int context = context(c, x);
            if (context != 0) {
                current[x] = decoder.regular(context, current[x - 1], before[x], before[x - 1]);
                x++;
                continue;
            }
            x = run(c, c + 1, x);
            if (x <= width) {
                current[x] = decoder.interruption(current[x - 1], before[x], RUN_ORDER[runIndex[c]], true);
                runIndex[c] = Math.max(0, runIndex[c] - 1);
                x++;
            }
        }
    }

    /** Repeats the samples before x for as long as the run says; where the next sample is then. */
    private int run(int from, int to, int start) throws ImageReadException {
        int x = start;
        while (bits.bit() == 1) {
            int length = 1 << RUN_ORDER[runIndex[from]];
            int count = Math.min(length, width + 1 - x);
            repeat(from, to, x, count);
            x += count;
            if (count == length) {
                runIndex[from] = Math.min(31, runIndex[from] + 1);
            }
            if (x > width) {
                return x;
            }
        }
        int count = bits.bits(RUN_ORDER[runIndex[from]]);
        if (count > width - x) {
            throw BitReader.damaged();
        }
        repeat(from, to, x, count);
        return x + count;
    }

    private void repeat(int from, int to, int x, int count) {
        for (int c = from; c < to; c++) {
            java.util.Arrays.fill(line[c], x, x + count, line[c][x - 1]);
        }
    }
}
