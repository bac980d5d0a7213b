package org.medspike.imaging.raster;

import org.medspike.imaging.Samples;

/** Collects rows of samples, one after the other, in the narrowest array that holds them. */
interface RowSink {

    /** Takes the first values of a row. */
    void put(int[] row, int length);

    /** All that was put. */
    Samples samples();

    /** An empty sink for samples of eight bits, or of sixteen. */
    static RowSink of(boolean bytes, int length) {
        return bytes ? new ByteSink(length) : new ShortSink(length);
    }

    /** Eight bits a sample. */
    final class ByteSink implements RowSink {
        private final byte[] values;
        private int next;

        ByteSink(int length) {
            values = new byte[length];
        }

        @Override
        public void put(int[] row, int length) {
            for (int i = 0; i < length; i++) {
                values[next++] = (byte) row[i];
            }
        }

        @Override
        public Samples samples() {
            return new Samples.Bytes(values);
        }
    }

    /** Sixteen bits a sample. */
    final class ShortSink implements RowSink {
        private final short[] values;
        private int next;

        ShortSink(int length) {
            values = new short[length];
        }

        @Override
        public void put(int[] row, int length) {
            for (int i = 0; i < length; i++) {
                values[next++] = (short) row[i];
            }
        }

        @Override
        public Samples samples() {
            return new Samples.Shorts(values);
        }
    }
}
