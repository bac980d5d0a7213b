package org.medspike.imaging;

/** One row of pixels as a frame, for tests. */
final class Frames {

    private Frames() {}

    static Frame bytes(int width, Photometric photometric, int... values) {
        byte[] samples = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            samples[i] = (byte) values[i];
        }
        return new Frame(width, 1, photometric, 8, Orientation.UPRIGHT, new Samples.Bytes(samples));
    }

    static Frame shorts(int width, Photometric photometric, int... values) {
        short[] samples = new short[values.length];
        for (int i = 0; i < values.length; i++) {
            samples[i] = (short) values[i];
        }
        return new Frame(width, 1, photometric, 16, Orientation.UPRIGHT, new Samples.Shorts(samples));
    }
}
