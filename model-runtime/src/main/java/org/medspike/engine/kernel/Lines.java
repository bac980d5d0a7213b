package org.medspike.engine.kernel;

/**
 * Arrays of floats in which vectors fill whole lines of the cache.
 *
 * <p>A vector of 512 bits that lies across two lines costs two reads. Where the launcher's options make objects begin at lines
 * ({@code -XX:ObjectAlignmentInBytes=64}), the values of an array begin 16 bytes later, so that {@link #START} is where the
 * next line does. Without the option nothing but time is lost.
 */
public final class Lines {

    /** Where the first line of an array begins; what is laid out in groups of channels begins here. */
    public static final int START = 12;

    private Lines() {}

    /** An array for some values from {@link #START} on. */
    public static float[] floats(int count) {
        return new float[START + count];
    }

    /** The values in such an array. */
    public static float[] copy(float[] values) {
        float[] copy = floats(values.length);
        System.arraycopy(values, 0, copy, START, values.length);
        return copy;
    }

    /** Several of them. */
    public static float[][] floats(int arrays, int count) {
        return new float[arrays][START + count];
    }
}
