package org.medspike.imaging.raster.tiff;

import org.medspike.imaging.ImageReadException;
import org.medspike.imaging.Samples;

/** Collects samples of a page, each as its bits, in the narrowest kind that holds every value. */
interface SampleSink {

    /** Takes the bits of a sample, the lowest of the number lowest. */
    void put(int index, long bits);

    /** All that was put. */
    Samples samples();

    /** A sink for the samples of a page. */
    static SampleSink of(TiffPage page, int count) throws ImageReadException {
        if (page.format() == TiffPage.FLOATING) {
            return floats(page.bits(), count);
        }
        boolean signed = page.format() == TiffPage.SIGNED;
        if (page.bits() <= 16) {
            short[] values = new short[count];
            int unused = 64 - page.bits();
            return new Sink(
                    (index, bits) -> values[index] = (short) (signed ? bits << unused >> unused : bits),
                    signed ? new Samples.SignedShorts(values) : new Samples.Shorts(values));
        }
        if (page.bits() <= 32) {
            int[] values = new int[count];
            int unused = 64 - page.bits();
            return new Sink(
                    (index, bits) -> values[index] = (int) (signed ? bits << unused >> unused : bits),
                    new Samples.Ints(values, signed));
        }
        return new LongSink(new long[count], signed);
    }

    private static SampleSink floats(int size, int count) throws ImageReadException {
        float[] values = new float[count];
        Samples samples = new Samples.Floats(values);
        return switch (size) {
            case 16 -> new Sink((index, bits) -> values[index] = FloatBits.ofHalf((int) bits), samples);
            case 24 -> new Sink((index, bits) -> values[index] = FloatBits.ofThreeBytes((int) bits), samples);
            case 32 -> new Sink((index, bits) -> values[index] = Float.intBitsToFloat((int) bits), samples);
            case 64 -> new Sink((index, bits) -> values[index] = (float) Double.longBitsToDouble(bits), samples);
            default ->
                throw ImageReadException.unsupported("its TIFF samples are floating-point numbers of " + size
                        + " bits; this version reads 16, 24, 32 and 64");
        };
    }

    /** Takes a sample. */
    @FunctionalInterface
    interface Put {
        /** Puts the bits of a sample where it belongs. */
        void put(int index, long bits);
    }

    /** A sink into an array that the samples share. */
    record Sink(Put target, Samples samples) implements SampleSink {

        @Override
        public void put(int index, long bits) {
            target.put(index, bits);
        }
    }

    /** Numbers of 64 bits: kept in 32 where all fit, else rounded to floating-point. */
    record LongSink(long[] values, boolean signed) implements SampleSink {

        @Override
        public void put(int index, long bits) {
            values[index] = bits;
        }

        @Override
        public Samples samples() {
            boolean fit = true;
            for (long value : values) {
                fit &= signed ? value == (int) value : value >>> 32 == 0;
            }
            if (fit) {
                int[] ints = new int[values.length];
                for (int i = 0; i < ints.length; i++) {
                    ints[i] = (int) values[i];
                }
                return new Samples.Ints(ints, signed);
            }
            float[] floats = new float[values.length];
            for (int i = 0; i < floats.length; i++) {
                boolean high = !signed && values[i] < 0;
                floats[i] = high ? (values[i] >>> 1) * 2f : values[i];
            }
            return new Samples.Floats(floats);
        }
    }
}
