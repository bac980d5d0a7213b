package org.medspike.mask;

import java.util.Arrays;
import java.util.BitSet;

/**
 * A mask as horizontal runs of object pixels, from the top row down and from left to right.
 *
 * <p>Run i covers columns {@code left[i]} to {@code right[i] - 1}; the runs of row y are {@code rowStart[y]} to
 * {@code rowStart[y + 1] - 1}. Found in one pass over the words of the bit set.
 */
final class Runs {

    private static final int FIRST_CAPACITY = 64;

    final int[] rowStart;
    private int[] left = new int[FIRST_CAPACITY];
    private int[] right = new int[FIRST_CAPACITY];
    private int count;

    Runs(Mask mask) {
        int width = mask.width();
        BitSet pixels = mask.pixels();
        rowStart = new int[mask.height() + 1];
        int row = 0;
        int clear = 0;
        int i = pixels.nextSetBit(0);
        while (i >= 0) {
            int y = i / width;
            while (row < y) {
                rowStart[++row] = count;
            }
            if (clear <= i) {
                clear = pixels.nextClearBit(i);
            }
            int rowEnd = y * width + width;
            int stop = Math.min(rowEnd, clear);
            add(i - y * width, stop - y * width);
            // The same stretch of set bits may go on in the next row.
            i = stop < clear ? stop : pixels.nextSetBit(stop);
        }
        while (row < mask.height()) {
            rowStart[++row] = count;
        }
    }

    private void add(int from, int to) {
        if (count == left.length) {
            int capacity = count + (count >> 1);
            left = Arrays.copyOf(left, capacity);
            right = Arrays.copyOf(right, capacity);
        }
        left[count] = from;
        right[count] = to;
        count++;
    }

    int count() {
        return count;
    }

    int left(int run) {
        return left[run];
    }

    /** One more than the last column. */
    int right(int run) {
        return right[run];
    }

    /** The run that holds a pixel, or -1. */
    int find(int x, int y) {
        int low = rowStart[y];
        int high = rowStart[y + 1];
        int i = Arrays.binarySearch(left, low, high, x);
        int run = i >= 0 ? i : -i - 2;
        return run >= low && x < right[run] ? run : -1;
    }
}
