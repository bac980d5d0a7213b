package org.medspike.imaging;

/** Stored samples of a frame, unsigned; channels interleaved, rows from the top, pixels from the left. */
public sealed interface Samples {

    /** Number of samples. */
    int length();

    /** A stored value, from zero up. */
    int get(int index);

    /** The same kind of samples in another order: sample i of the result is sample {@code source[i]} of this. */
    Samples picked(int[] source);

    /** Samples of up to eight bits. The array is handed over. */
    record Bytes(byte[] values) implements Samples {

        @Override
        public int length() {
            return values.length;
        }

        @Override
        public int get(int index) {
            return values[index] & 0xff;
        }

        @Override
        public Samples picked(int[] source) {
            byte[] result = new byte[source.length];
            for (int i = 0; i < source.length; i++) {
                result[i] = values[source[i]];
            }
            return new Bytes(result);
        }
    }

    /** Samples of nine to sixteen bits. The array is handed over. */
    record Shorts(short[] values) implements Samples {

        @Override
        public int length() {
            return values.length;
        }

        @Override
        public int get(int index) {
            return values[index] & 0xffff;
        }

        @Override
        public Samples picked(int[] source) {
            short[] result = new short[source.length];
            for (int i = 0; i < source.length; i++) {
                result[i] = values[source[i]];
            }
            return new Shorts(result);
        }
    }
}
