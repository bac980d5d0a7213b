package org.medspike.imaging;

import java.util.Optional;

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
        return new Frame(
                width,
                1,
                photometric,
                16,
                Orientation.UPRIGHT,
                new Samples.Shorts(samples),
                GreyScale.STORED,
                Optional.empty(),
                photometric == Photometric.PALETTE_COLOR
                        ? Optional.of(new Palette(300, new int[] {0x102030, 0xff8000, 0x0000ff}))
                        : Optional.empty());
    }
}
