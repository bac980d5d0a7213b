package org.medspike.imaging;

/** Stored samples of a frame; channels interleaved, rows from the top, pixels from the left. */
public sealed interface Samples {

    /** Number of samples. */
    int length();

    /**
     * A stored value as a whole number: from zero up unless the samples are signed. Of floating-point samples the nearest
     * whole number; of unsigned samples of 32 bits the low 32 bits, so above 2^31 see {@link #value}.
     */
    int get(int index);

    /** A stored value as it is, of every kind of samples. */
    default double value(int index) {
        return get(index);
    }

    /** Whether values below zero can be stored. */
    default boolean signed() {
        return false;
    }

    /** Whether values need not be whole numbers. */
    default boolean floating() {
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

    /**
     * Samples of 17 to 32 bits. The array is handed over.
     *
     * @param signed whether one of the bits is the sign
     */
    record Ints(int[] values, boolean signed) implements Samples {

        @Override
        public int length() {
            return values.length;
        }

        @Override
        public int get(int index) {
            return values[index];
        }

        @Override
        public double value(int index) {
            return signed ? values[index] : Integer.toUnsignedLong(values[index]);
        }

        @Override
        public Samples picked(int[] source) {
            int[] result = new int[source.length];
            for (int i = 0; i < source.length; i++) {
                result[i] = values[source[i]];
            }
            return new Ints(result, signed);
        }
    }

    /** Floating-point samples. The array is handed over. */
    record Floats(float[] values) implements Samples {

        @Override
        public int length() {
            return values.length;
        }

        @Override
        public int get(int index) {
            return Math.round(values[index]);
        }

        @Override
        public double value(int index) {
            return values[index];
        }

        @Override
        public boolean signed() {
            return true;
        }

        @Override
        public boolean floating() {
            return true;
        }

        @Override
        public Samples picked(int[] source) {
            float[] result = new float[source.length];
            for (int i = 0; i < source.length; i++) {
                result[i] = values[source[i]];
            }
            return new Floats(result);
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
