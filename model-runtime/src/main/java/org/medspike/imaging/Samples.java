package org.medspike.imaging;

/** Stored samples of a frame, whole numbers; channels interleaved, rows from the top, pixels from the left. */
public sealed interface Samples {

    /** Number of samples. */
    int length();

    /** A stored value; from zero up unless the samples are signed. */
    int get(int index);

    /** Whether values below zero can be stored. */
    default boolean signed() {
        return false;
    }

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

    /** Samples of up to sixteen bits of which one is the sign. The array is handed over. */
    record SignedShorts(short[] values) implements Samples {

        @Override
        public int length() {
            return values.length;
        }

        @Override
        public int get(int index) {
            return values[index];
        }

        @Override
        public boolean signed() {
            return true;
        }

        @Override
        public Samples picked(int[] source) {
            return new SignedShorts(pick(values, source));
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
            return new Shorts(pick(values, source));
        }
    }

    private static short[] pick(short[] values, int[] source) {
        short[] result = new short[source.length];
        for (int i = 0; i < source.length; i++) {
            result[i] = values[source[i]];
        }
        return result;
    }
}
